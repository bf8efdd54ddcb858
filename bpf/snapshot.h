/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* What the reader asks for: the sockets that were there before it, and totals of messages still under way. */
#ifndef WEIR_SNAPSHOT_H
#define WEIR_SNAPSHOT_H

/*
 * Run twice over all descriptors of all processes: listeners first, since they tell which of the connections were accepted. It
 * runs in the reader's own context, which is how the reader learns its process id as the kernel counts it.
 */
inline_always int older(struct bpf_iter__task_file *ctx)
{
	struct task_struct *task = ctx->task;
	struct file *file = ctx->file;
	struct weir_connection r;
	struct socket *socket;
	struct owner o = {};
	struct state *s;
	struct sock *sk;
	__u64 now;
	__u8 transport, tcp_state;

	self_process = bpf_get_current_pid_tgid() >> 32;
	if (!task || !file)
		return 0;
	socket = bpf_sock_from_file(file);
	if (!socket)
		return 0;
	sk = socket->sk;
	if (!sk)
		return 0;
	transport = transport_of(sk);
	if (!transport)
		return 0;
	tcp_state = GET(sk, __sk_common.skc_state);
	if (older_pass == 1) {
		if (transport == WEIR_TCP && tcp_state == TCP_LISTEN) {
			read_owner(&o, task);
			add_listener(sk, &o);
		}
		return 0;
	}
	if (transport == WEIR_TCP && tcp_state != TCP_ESTABLISHED && tcp_state != TCP_CLOSE_WAIT)
		return 0;
	if (find(sk))
		return 0;
	read_owner(&o, task);
	if (o.decision != WATCHED)
		return 0;
	now = bpf_ktime_get_ns();
	name_socket(sk);
	s = create(sk);
	if (!s)
		return 0;
	describe(s, sk);
	if (transport == WEIR_TCP)
		count_from_now(s, sk, 0, 0);
	s->c.flags |= WEIR_OLDER;
	set_owner(s, &o);
	if (transport != WEIR_TCP)
		return 0; /* told when it speaks */
	__builtin_memcpy(&r, &s->c, sizeof(r));
	head(&r, s, WEIR_OPEN, now, WEIR_NO_CPU);
	r.sequence = s->c.sequence;
	if (!bpf_seq_write(ctx->meta->seq, &r, sizeof(r))) {
		s->c.sequence++;
		__sync_fetch_and_add(&count()->iterated, 1);
	}
	return 0;
}

/*
 * Connections with news: bytes moved since the last record; or all, with what TCP itself counted, when the reader reconciles. A full
 * buffer asks for the same one again, hence "told" last.
 */
inline_always int snapshot(struct seq_file *seq, struct state *s, struct sock *sk)
{
	struct weir_connection r;
	bool gone = is_gone(s, sk);

	if (s->decision == WATCHED && !s->gone) {
		if (gone)
			s->c.totals.closed = 1;
		else if (reconciling)
			reconcile(s, sk);
		if (!has_news(&s->c) && !(reconciling && has_residue(&s->c)))
			return 0;
		__builtin_memcpy(&r, &s->c, sizeof(r));
		head(&r, s, gone ? WEIR_CLOSE : WEIR_SNAPSHOT, bpf_ktime_get_ns(), WEIR_NO_CPU);
		r.payload_length = 0;
		if (bpf_seq_write(seq, &r, sizeof(r)))
			return 0;
		__sync_fetch_and_add(&s->c.sequence, 1);
		__sync_fetch_and_add(&count()->iterated, 1);
		told(s, &r);
	}
	if (gone)
		forget(sk);
	return 0;
}

#endif
