// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/*
 * The socket backend (kernel 6.3 and newer): what happens on sockets, told by the socket layer itself. No system call that is
 * not socket I/O meets any of these programs.
 *
 * The state of a connection lives in its socket (socket storage) and goes with it. Records are written when the direction of
 * bytes turns, never per operation; each carries cumulative totals and how much of them was told before (wire/events.h).
 * Parts: state.h maps and state; by_socket.h and by_address.h where a state is, which is what differs between the backends; owner.h
 * who and whether; record.h, call.h and payload.h emission; listener.h, sight.h, connection.h, transfer.h and datagram.h what happens
 * to a socket; reconcile.h what TCP says of it; lifecycle.h processes and cgroups; snapshot.h what the reader asks for; hooks.h the
 * hooks that both backends have, here those of this one.
 */
#include "common.h"
#include "state.h"
#include "by_socket.h"
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

char LICENSE[] SEC("license") = "GPL";

SEC("tp_btf/sock_send_length")
int BPF_PROG(weir_send, struct sock *sk, int result)
{
	return transfer(sk, result, WEIR_SEND, false, 0);
}

SEC("tp_btf/sock_recv_length")
int BPF_PROG(weir_receive, struct sock *sk, int result, int flags)
{
	return transfer(sk, result, WEIR_RECEIVE, flags & MSG_PEEK, 1);
}

SEC("iter/bpf_sk_storage_map")
int weir_snapshot(struct bpf_iter__bpf_sk_storage_map *ctx)
{
	struct state *s = ctx->value;
	struct sock *sk = ctx->sk;

	return s && sk ? snapshot(ctx->meta->seq, s, sk) : 0;
}
