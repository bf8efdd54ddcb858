/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * How a message begins: the first bytes of the buffer that the system call names. The hooks run after the copy, when the page is
 * resident. Everything is checked before it is believed: the task must be in a system call of the socket interface, a native one,
 * and its file descriptor must be this very socket (a kernel client such as NFS, or a finished io_uring request, runs under
 * somebody else's system call).
 */
#ifndef WEIR_PAYLOAD_H
#define WEIR_PAYLOAD_H

/* x86-64 numbers (arch/x86/entry/syscalls/syscall_64.tbl). */
#define NR_read 0
#define NR_write 1
#define NR_readv 19
#define NR_writev 20
#define NR_sendto 44
#define NR_recvfrom 45
#define NR_sendmsg 46
#define NR_recvmsg 47
#define NR_recvmmsg 299
#define NR_sendmmsg 307

#define MAX_VECTORS 6

struct call {
	__u64 number, buffer, length, address;
};

/*
 * Room for a record with payload. One for each direction: a program is never entered twice on one processor, and the two
 * never run inside each other. Twice the payload, so that the verifier sees every sum of bounded parts fit.
 */
struct scratch {
	struct weir_connection c;
	__u8 payload[2 * WEIR_MAX_PAYLOAD];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct scratch);
} scratches SEC(".maps");

inline_always bool descriptor_is(struct task_struct *task, __u64 fd, struct sock *sk)
{
	struct fdtable *table = task->files ? task->files->fdt : 0;
	struct file *file = 0;

	if (!table || fd >= table->max_fds)
		return false;
	if (bpf_probe_read_kernel(&file, sizeof(file), &table->fd[fd]) || !file)
		return false;
	return BPF_CORE_READ(file, private_data) == (void *)sk->sk_socket;
}

/* The system call that moves these bytes. False: none that names a buffer. */
inline_always bool current_call(struct call *call, struct task_struct *task, struct sock *sk)
{
	struct pt_regs *regs;

	if (task->flags & (PF_KTHREAD | PF_IO_WORKER))
		return false;
	if (task->thread_info.status & TS_COMPAT)
		return false;
	regs = (struct pt_regs *)bpf_task_pt_regs(task);
	call->number = regs->orig_ax;
	call->buffer = regs->si;
	call->length = regs->dx;
	call->address = 0;
	switch (call->number) {
	case NR_sendto:
	case NR_recvfrom:
		call->address = regs->r8;
		/* fall through */
	case NR_read:
	case NR_write:
	case NR_readv:
	case NR_writev:
	case NR_sendmsg:
	case NR_recvmsg:
	case NR_sendmmsg:
	case NR_recvmmsg:
		return descriptor_is(task, regs->di, sk);
	}
	return false;
}

/* Turns a call with a message header or a vector into its vectors. Leaves call->number 0 when there is one plain buffer. */
inline_always bool vectors_of(struct call *call)
{
	struct user_message message;

	switch (call->number) {
	case NR_readv:
	case NR_writev:
		return true;
	case NR_sendmsg:
	case NR_recvmsg:
	case NR_sendmmsg:
	case NR_recvmmsg:
		if (bpf_probe_read_user(&message, sizeof(message), (void *)call->buffer))
			return false;
		call->buffer = message.vectors;
		call->length = message.vector_count;
		call->address = message.name;
		return true;
	}
	call->number = 0;
	return true;
}

inline_always __u32 append(struct scratch *to, __u32 at, __u64 base, __u64 length, __u32 left)
{
	__u32 limit = payload_limit;

	if (at >= limit)
		return at;
	if (length > left)
		length = left;
	if (length > limit - at)
		length = limit - at;
	at &= WEIR_MAX_PAYLOAD - 1;
	if (length == 0 || length > WEIR_MAX_PAYLOAD)
		return at;
	if (bpf_probe_read_user(to->payload + at, length, (void *)base))
		return at;
	return at + length;
}

/* Up to payload_limit bytes of what moved, gathered from the vectors. Returns how many. */
inline_always __u32 read_payload(struct scratch *to, struct call *call, __u32 moved)
{
	__u32 at = 0;

	if (!vectors_of(call))
		return 0;
	if (call->number == 0)
		return append(to, 0, call->buffer, call->length, moved);
	for (int i = 0; i < MAX_VECTORS; i++) {
		struct user_iovec vector;
		__u32 before = at;

		if ((__u64)i >= call->length || at >= payload_limit || at >= moved)
			break;
		if (bpf_probe_read_user(&vector, sizeof(vector), (void *)(call->buffer + i * sizeof(vector))))
			break;
		at = append(to, at, vector.base, vector.length, moved - at);
		if (at < before + vector.length)
			break; /* full, or unreadable */
	}
	return at;
}

#define WORD(a, b, c, d) ((__u32)(a) | (__u32)(b) << 8 | (__u32)(c) << 16 | (__u32)(d) << 24)

/* Worth more payload? HTTP/1 always; TLS until its handshake is over; of others, the first few messages tell what they are. */
inline_always bool recognise(struct state *s, const __u8 *payload, __u32 length)
{
	if (length < 4)
		return true;
	switch (*(const __u32 *)payload) {
	case WORD('G', 'E', 'T', ' '):
	case WORD('P', 'O', 'S', 'T'):
	case WORD('P', 'U', 'T', ' '):
	case WORD('H', 'E', 'A', 'D'):
	case WORD('D', 'E', 'L', 'E'):
	case WORD('P', 'A', 'T', 'C'):
	case WORD('O', 'P', 'T', 'I'):
	case WORD('T', 'R', 'A', 'C'):
	case WORD('C', 'O', 'N', 'N'):
	case WORD('H', 'T', 'T', 'P'):
		s->following = 1;
	}
	return true;
}

#define UNKNOWN_PAYLOADS 6

inline_always bool payload_wanted(struct state *s)
{
	return payload_limit && (s->following || s->payloads < UNKNOWN_PAYLOADS);
}

#endif
