/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* A system call has ended: what it moved, and on which socket. */
#ifndef WEIR_EXIT_H
#define WEIR_EXIT_H

#define MSG_ERRQUEUE 0x2000
#define MAX_MESSAGES 1024 /* UIO_MAXIOV: the kernel takes no more in one call */

struct arguments {
	__u64 first, second, third, fourth;
	bool compat;
};

/* What a call has moved: `result` bytes, on a descriptor that may be a socket. */
outlined int moved(__u32 fd, __u32 result, __u32 direction)
{
	struct task_struct *task = bpf_get_current_task_btf();
	bool gone;
	struct sock *sk = socket_of(task, fd, &gone);

	if (sk)
		transfer(sk, result, direction, false, direction == WEIR_RECEIVE);
	else if (gone)
		__sync_fetch_and_add(&count()->unaddressed, 1);
	return 0;
}

/* sendmmsg, recvmmsg: the kernel has written into each message how long it was. */
outlined int sum_messages(struct arguments *a, __u32 messages)
{
	__u32 step = a && a->compat ? 32 : 64, at = a && a->compat ? 28 : 56, sum = 0;

	for (__u32 i = 0; a && i < MAX_MESSAGES && i < messages; i++) {
		__u32 length;

		if (bpf_probe_read_user(&length, sizeof(length), (void *)(a->second + i * step + at)))
			break;
		sum += length;
	}
	return sum;
}

/* The process that accepts is the one that will serve, whoever listens. */
outlined int accepted(__u32 fd)
{
	struct task_struct *task = bpf_get_current_task_btf();
	bool gone;
	struct sock *sk = socket_of(task, fd, &gone);
	struct state *s = sk ? find(sk) : 0;

	if (s && !is_stale(s, sk))
		hold(s, task);
	return 0;
}

inline_always int perform(struct arguments *a, __u8 operation, __u32 result)
{
	__u32 direction = WEIR_SEND, fd = a->first;
	__u64 flags = 0;

	switch (operation) {
	case ACCEPTS:
		return accepted(result);
	case RECEIVES_FLAGS_3:
		flags = a->third;
		break;
	case RECEIVES_FLAGS_4:
	case RECEIVES_MANY:
		flags = a->fourth;
		break;
	}
	if (flags & (MSG_PEEK | MSG_ERRQUEUE))
		return 0;
	if (operation >= RECEIVES)
		direction = WEIR_RECEIVE;
	if (operation == SENDS_MANY || operation == RECEIVES_MANY)
		result = sum_messages(a, result);
	if (operation == SPLICES) {
		moved(a->third, result, WEIR_SEND);
		direction = WEIR_RECEIVE;
	}
	return moved(fd, result, direction);
}

/* i386 socketcall: turns it into the call that it stands for. */
inline_always __u8 demultiplex(struct arguments *a)
{
	__u32 inner[4] = {};
	__u64 number = a->first;

	if (number >= SOCKETCALLS || !socketcalls[number])
		return NOTHING;
	if (bpf_probe_read_user(inner, sizeof(inner), (void *)a->second))
		return NOTHING;
	a->first = inner[0];
	a->second = inner[1];
	a->third = inner[2];
	a->fourth = inner[3];
	return socketcalls[number];
}

inline_always int call_ended(struct pt_regs *regs, __u64 number, long result)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct arguments a = {};
	__u8 operation;

	a.compat = task->thread_info.status & TS_COMPAT;
	operation = a.compat ? calls[number].compat : calls[number].native;
	if (a.compat)
		result = (int)result;
	if (operation == NOTHING || result < 0 || !is_watched(task))
		return 0;
	if (a.compat) {
		a.first = (__u32)regs->bx;
		a.second = (__u32)regs->cx;
		a.third = (__u32)regs->dx;
		a.fourth = (__u32)regs->si;
		__sync_fetch_and_add(&count()->compat, 1);
		if (operation == MULTIPLEXES)
			operation = demultiplex(&a);
	} else {
		a.first = regs->di;
		a.second = regs->si;
		a.third = regs->dx;
		a.fourth = regs->r10;
	}
	return perform(&a, operation, result);
}

#endif
