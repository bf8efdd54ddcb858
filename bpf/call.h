/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * The system call that moves bytes on a socket, and the buffer that it names. The hooks run after the copy, when the page is
 * resident. Everything is checked before it is believed: the task must be in a system call of the socket interface, a native one,
 * and its file descriptor must be this very socket (a kernel client such as NFS, or a finished io_uring request, runs under
 * somebody else's system call).
 */
#ifndef WEIR_CALL_H
#define WEIR_CALL_H

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

struct call {
	__u64 number, buffer, length, address;
};

inline_always bool descriptor_is(struct task_struct *task, __u64 fd, struct sock *sk)
{
	struct fdtable *table = task->files ? task->files->fdt : 0;
	struct file *file = 0;

	if (!table || fd >= table->max_fds)
		return false;
	if (bpf_probe_read_kernel(&file, sizeof(file), &table->fd[fd]) || !file)
		return false;
	return BPF_CORE_READ(file, private_data) == (void *)GET(sk, sk_socket);
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

#endif
