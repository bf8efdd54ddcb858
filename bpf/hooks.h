/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* The hooks of both backends: the life of a TCP connection, processes and cgroups, sockets that are older than the capture. */
#ifndef WEIR_HOOKS_H
#define WEIR_HOOKS_H

SEC("tp_btf/sk_data_ready")
int BPF_PROG(weir_arrive, struct sock *sk)
{
	struct state *s = find(sk);

	if (s)
		arrived(s);
	return 0;
}

SEC("tp_btf/inet_sock_set_state")
int BPF_PROG(weir_set_state, struct sock *sk, int old, int new)
{
	if (sk->sk_protocol != IPPROTO_TCP)
		return 0;
	if (new == TCP_SYN_SENT)
		return connecting(sk);
	if (new == TCP_ESTABLISHED)
		return established(sk, old);
	if (new == TCP_LISTEN)
		return listening(sk);
	if (old == TCP_LISTEN && new == TCP_CLOSE) /* a child begins as a copy of its listener: LISTEN to SYN_RECV */
		return unlistening(sk);
	if (new == TCP_FIN_WAIT1 || new == TCP_LAST_ACK)
		return closing(sk);
	if (old == TCP_SYN_SENT && new == TCP_CLOSE)
		return connect_failed(sk);
	if (new == TCP_CLOSE)
		return closed(sk);
	return 0;
}

/*
 * The end of a TCP socket. Not the turn to TCP_CLOSE: a program that has shut its side may read what is left long after it, and
 * this hook runs with softirqs off, so that it is never missed.
 */
SEC("tp_btf/tcp_destroy_sock")
int BPF_PROG(weir_destroy, struct sock *sk)
{
	return destroyed(sk);
}

SEC("tp_btf/tcp_retransmit_skb")
int BPF_PROG(weir_retransmit, struct sock *sk)
{
	return retransmitted(sk);
}

SEC("tp_btf/tcp_send_reset")
int BPF_PROG(weir_send_reset, struct sock *sk)
{
	return sk ? reset(sk) : 0;
}

SEC("tp_btf/tcp_receive_reset")
int BPF_PROG(weir_receive_reset, struct sock *sk)
{
	return reset(sk);
}

SEC("tp_btf/sched_process_exec")
int BPF_PROG(weir_exec, struct task_struct *task)
{
	return process_exec(task);
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(weir_exit, struct task_struct *task)
{
	return process_exit(task);
}

SEC("tp_btf/cgroup_mkdir")
int BPF_PROG(weir_cgroup_mkdir, struct cgroup *cgroup, const char *path)
{
	return cgroup_made(cgroup, path);
}

SEC("tp_btf/cgroup_rmdir")
int BPF_PROG(weir_cgroup_rmdir, struct cgroup *cgroup, const char *path)
{
	return cgroup_removed(cgroup, path);
}

SEC("iter/task_file")
int weir_older(struct bpf_iter__task_file *ctx)
{
	return older(ctx);
}

#endif
