/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * The story of descriptors: each system call on a socket, with its arguments, times and first bytes, failed ones included. Recordings
 * are made of it. Only when the reader asks: then the beginnings of calls are hooked too, since a closed descriptor leads nowhere.
 */
#ifndef WEIR_STORY_H
#define WEIR_STORY_H

enum subject { NONE, FIRST_ARGUMENT, NEW_DESCRIPTOR, CLOSED, PAIR, RANGE };

/* arch/x86/entry/syscalls/syscall_64.tbl */
const volatile __u8 story[CALLS] = {
	[0] = FIRST_ARGUMENT,   /* read */
	[1] = FIRST_ARGUMENT,   /* write */
	[3] = CLOSED,           /* close */
	[19] = FIRST_ARGUMENT,  /* readv */
	[20] = FIRST_ARGUMENT,  /* writev */
	[32] = FIRST_ARGUMENT,  /* dup */
	[33] = FIRST_ARGUMENT,  /* dup2 */
	[40] = FIRST_ARGUMENT,  /* sendfile */
	[41] = NEW_DESCRIPTOR,  /* socket */
	[42] = FIRST_ARGUMENT,  /* connect */
	[43] = NEW_DESCRIPTOR,  /* accept */
	[44] = FIRST_ARGUMENT,  /* sendto */
	[45] = FIRST_ARGUMENT,  /* recvfrom */
	[46] = FIRST_ARGUMENT,  /* sendmsg */
	[47] = FIRST_ARGUMENT,  /* recvmsg */
	[48] = FIRST_ARGUMENT,  /* shutdown */
	[49] = FIRST_ARGUMENT,  /* bind */
	[50] = FIRST_ARGUMENT,  /* listen */
	[53] = PAIR,            /* socketpair */
	[72] = FIRST_ARGUMENT,  /* fcntl: of use for F_DUPFD */
	[275] = FIRST_ARGUMENT, /* splice */
	[288] = NEW_DESCRIPTOR, /* accept4 */
	[292] = FIRST_ARGUMENT, /* dup3 */
	[299] = FIRST_ARGUMENT, /* recvmmsg */
	[307] = FIRST_ARGUMENT, /* sendmmsg */
	[327] = FIRST_ARGUMENT, /* preadv2 */
	[328] = FIRST_ARGUMENT, /* pwritev2 */
	[436] = RANGE,          /* close_range */
};

#define NR_splice 275
#define NR_recvmmsg 299
#define NR_sendmmsg 307
#define NR_connect 42
#define NR_bind 49
#define MAX_SOCKET_ADDRESS 128

/* The call that a task is in. */
struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct weir_call);
} under_way SEC(".maps");

struct told_call {
	struct weir_call c;
	__u8 payload[2 * WEIR_MAX_PAYLOAD];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct told_call);
} told_calls SEC(".maps");

/* Which socket, and between whom. */
outlined int describe_call(struct weir_call *c, struct sock *sk)
{
	if (!c || !sk)
		return 0;
	c->inode = inode_of(sk);
	c->transport = transport_of(sk);
	c->family = GET(sk, __sk_common.skc_family);
	if (c->family != AF_INET && c->family != AF_INET6)
		return 0;
	c->local_port = GET(sk, __sk_common.skc_num);
	c->remote_port = bpf_ntohs(GET(sk, __sk_common.skc_dport));
	local_address(c->local_address, sk, c->family);
	remote_address(c->remote_address, sk, c->family);
	return 0;
}

inline_always int call_began(struct pt_regs *regs, __u64 number)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct weir_call *c;
	struct sock *sk;
	bool gone;

	if (!is_watched(task))
		return 0;
	c = bpf_task_storage_get(&under_way, task, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (!c)
		return 0;
	c->entered = bpf_ktime_get_ns();
	c->number = number;
	c->inode = 0;
	if (story[number & (CALLS - 1)] != CLOSED)
		return 0;
	sk = socket_of(task, regs->di, &gone);
	if (sk)
		describe_call(c, sk);
	return 0;
}

/* The socket that a call was about. NULL: none, or it is gone. */
inline_always struct sock *subject_of(struct weir_call *c, struct task_struct *task, __u8 subject)
{
	struct sock *sk;
	bool gone;

	if (subject == NEW_DESCRIPTOR) {
		if (c->result < 0)
			return 0;
		c->descriptor = c->result;
	} else {
		c->descriptor = c->arguments[0];
	}
	sk = socket_of(task, c->descriptor, &gone);
	if (sk || c->number != NR_splice)
		return sk;
	c->descriptor = c->arguments[2];
	return socket_of(task, c->descriptor, &gone);
}

/* How the data begins, or the address that was given. */
inline_always __u32 read_call_payload(struct told_call *r, struct task_struct *task, struct sock *sk)
{
	struct call call = {};
	__u32 length;

	if (!payload_limit)
		return 0;
	if (r->c.number == NR_connect || r->c.number == NR_bind) {
		length = r->c.arguments[2];
		return append(r->payload, 0, r->c.arguments[1], length, MAX_SOCKET_ADDRESS, payload_limit);
	}
	if (r->c.result <= 0 || !sk || !current_call(&call, task, sk))
		return 0;
	return read_payload(r->payload, &call, r->c.result, payload_limit);
}

inline_always void read_arguments_of(struct weir_call *c, struct pt_regs *regs)
{
	c->arguments[0] = regs->di;
	c->arguments[1] = regs->si;
	c->arguments[2] = regs->dx;
	c->arguments[3] = regs->r10;
	c->arguments[4] = regs->r8;
	c->arguments[5] = regs->r9;
}

inline_always void tell_call(struct told_call *r, __u32 length)
{
	__u32 cpu = bpf_get_smp_processor_id(), index;
	struct weir_counters *n = count();
	void *ring = ring_of(cpu, &index);

	r->c.header.time = bpf_ktime_get_ns();
	r->c.header.kind = WEIR_CALL;
	r->c.header.cpu = cpu;
	r->c.header.sequence = __sync_fetch_and_add(&n->attempts, 1);
	r->c.payload_length = length;
	if (!ring || bpf_ringbuf_output(ring, r, sizeof(r->c) + length, wakeup(ring, index)))
		__sync_fetch_and_add(&n->lost_ring, 1);
}

inline_always int call_told(struct pt_regs *regs, __u64 number, long result)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct weir_call *began;
	struct told_call *r;
	struct sock *sk = 0;
	__u32 zero = 0, length;
	__u8 subject = story[number & (CALLS - 1)];

	if (task->thread_info.status & TS_COMPAT || !is_watched(task))
		return 0;
	r = bpf_map_lookup_elem(&told_calls, &zero);
	if (!r)
		return 0;
	__builtin_memset(&r->c, 0, sizeof(r->c));
	r->c.number = number;
	r->c.result = result;
	r->c.descriptor = -1;
	r->c.process = task->tgid;
	r->c.thread = task->pid;
	read_arguments_of(&r->c, regs);
	if (result > 0 && (number == NR_recvmmsg || number == NR_sendmmsg)) {
		struct arguments messages = { .second = r->c.arguments[1] };

		r->c.arguments[5] = sum_messages(&messages, result);
	}
	began = bpf_task_storage_get(&under_way, task, 0, 0);
	if (began && began->number == number)
		r->c.entered = began->entered;
	if (subject == CLOSED) {
		if (!began || !r->c.entered || !began->inode)
			return 0; /* not a socket */
		r->c.descriptor = r->c.arguments[0];
		r->c.inode = began->inode;
		r->c.transport = began->transport;
		r->c.family = began->family;
		r->c.local_port = began->local_port;
		r->c.remote_port = began->remote_port;
		__builtin_memcpy(r->c.local_address, began->local_address, 16);
		__builtin_memcpy(r->c.remote_address, began->remote_address, 16);
	} else if (subject != RANGE && subject != PAIR) {
		sk = subject_of(&r->c, task, subject);
		if (sk)
			describe_call(&r->c, sk);
		else if (subject == FIRST_ARGUMENT)
			return 0;
	}
	length = subject == PAIR ? append(r->payload, 0, r->c.arguments[3], 8, 8, payload_limit) : read_call_payload(r, task, sk);
	if (length > WEIR_MAX_PAYLOAD)
		length = 0;
	tell_call(r, length);
	return 0;
}

#endif
