// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/*
 * The syscall backend (kernel 5.15 and newer): what happens on sockets, told by the system calls that do it. For kernels without the
 * socket layer's tracepoints. Every system call of the machine meets weir_sys_exit, so it refuses first: by the number of the call,
 * then by its result, then by who calls; only then is the descriptor looked up.
 *
 * When asked for, each call on a socket has a record of its own as well (story.h): recordings are made of those.
 *
 * The same records as the socket backend's, from the same parts. Unseen here: io_uring and io_submit, which are no calls of a
 * socket's own. Seen only here: splice out of a socket.
 */
#include "common.h"
#include "state.h"
#include "by_address.h"
#include "owner.h"
#include "address.h"
#include "record.h"
#include "call.h"
#include "payload.h"
#include "listener.h"
#include "reconcile.h"
#include "sight.h"
#include "connection.h"
#include "datagram.h"
#include "transfer.h"
#include "lifecycle.h"
#include "snapshot.h"
#include "hooks.h"
#include "table.h"
#include "descriptor.h"
#include "exit.h"
#include "story.h"

char LICENSE[] SEC("license") = "GPL";

SEC("tp_btf/sys_exit")
int BPF_PROG(weir_sys_exit, struct pt_regs *regs, long result)
{
	__u64 number = regs->orig_ax;

	if (number >= CALLS)
		return 0;
	if (calls[number].native | calls[number].compat)
		call_ended(regs, number, result);
	if (tell_calls && story[number])
		call_told(regs, number, result);
	return 0;
}

/* Only for the story of descriptors. */
SEC("tp_btf/sys_enter")
int BPF_PROG(weir_sys_enter, struct pt_regs *regs, long number)
{
	return number >= 0 && number < CALLS && story[number] ? call_began(regs, number) : 0;
}

SEC("tp_btf/sched_process_fork")
int BPF_PROG(weir_fork, struct task_struct *parent, struct task_struct *child)
{
	return process_record(child, WEIR_FORK);
}

SEC("iter/bpf_map_elem")
int weir_snapshot(struct bpf_iter__bpf_map_elem *ctx)
{
	struct state *s = ctx->value;
	__u64 *address = ctx->key;

	return s && address ? snapshot(ctx->meta->seq, s, (struct sock *)*address) : 0;
}
