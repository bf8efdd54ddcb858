/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* Bytes moved on a socket: the hot path. */
#ifndef WEIR_TRANSFER_H
#define WEIR_TRANSFER_H

/*
 * The receiver has read: what arrived is no longer waiting. When bytes are left in the socket (TCP knows), the next message has
 * been waiting at least since the last arrival.
 */
inline_always __u64 take_arrival(struct state *s, struct sock *sk)
{
	__u64 arrived = s->arrived;
	bool rest = false;

	if (!arrived)
		return 0;
	if (s->transport == WEIR_TCP) {
		struct tcp_sock *tcp = tcp_of(sk);

		rest = tcp && GET(tcp, rcv_nxt) != GET(tcp, copied_seq) && GET(sk, __sk_common.skc_state) == TCP_ESTABLISHED;
	}
	s->arrived = rest ? s->arrived_last : 0;
	return arrived;
}

inline_always void arrived(struct state *s)
{
	__u64 now;

	if (s->role == WEIR_CLIENT)
		return; /* the wait of a response is the server's time, not a queue */
	now = bpf_ktime_get_ns();
	if (!s->arrived)
		s->arrived = now;
	s->arrived_last = now;
}

/*
 * Without a hook on their end, unix and UDP sockets tell more: every operation of a short message, and of a long one what is
 * new each 10 ms. TCP tells at its end.
 */
#define FEW_OPERATIONS 16
#define TELL_AGAIN_NS 10000000

inline_always void continued(struct state *s, struct sock *sk, struct task_struct *task, __u32 direction, __u32 moved, __u64 now, __u32 scratch)
{
	struct call call = {};

	if (s->transport == WEIR_TCP)
		return;
	s->operations += s->operations < FEW_OPERATIONS;
	if (asks_dns(s) && direction == WEIR_RECEIVE && payload_wanted(s) && current_call(&call, task, sk)) {
		emit_payload(s, &call, moved, now, scratch);
		return;
	}
	if (s->operations < FEW_OPERATIONS || now - s->emitted > TELL_AGAIN_NS)
		emit(s, WEIR_SNAPSHOT, now, false);
}

/* A response begins. It has a record of its own only for its payload, or where no later record is sure; else the next one tells. */
inline_always bool answered(struct state *s, __u64 now)
{
	__sync_fetch_and_add(&s->c.totals.exchanges, 1);
	s->c.answered = now;
	return s->transport != WEIR_TCP || payload_wanted(s);
}

inline_always void turned(struct state *s, struct sock *sk, struct task_struct *task, __u32 direction, __u32 before, __u32 moved, __u64 now, __u32 scratch)
{
	bool asks = direction == (s->role == WEIR_CLIENT ? WEIR_SEND : WEIR_RECEIVE);
	struct call call = {};

	s->operations = 0;
	s->c.length = moved;
	s->c.arrived = direction == WEIR_RECEIVE ? s->c.arrived : 0;
	if (!asks && before != WEIR_NONE && !answered(s, now))
		return;
	if (payload_wanted(s) && current_call(&call, task, sk))
		emit_payload(s, &call, moved, now, scratch);
	else
		emit(s, WEIR_MESSAGE, now, false);
	if (asks)
		s->c.answered = 0; /* told */
}

/* The other end of a unix stream is gone: the last that either says. */
outlined int ended(struct sock *sk, struct state *s)
{
	struct sock *peer;
	__u64 now = bpf_ktime_get_ns();

	if (!sk || !s || s->transport != WEIR_UNIX || s->gone || !(GET(sk, sk_shutdown) & RCV_SHUTDOWN))
		return 0;
	s->gone = 1;
	s->c.totals.closed = 1;
	emit(s, WEIR_CLOSE, now, true);
	peer = unix_peer(sk);
	if (peer) {
		struct state *other = find(peer);

		if (other && other->decision == WATCHED && !other->gone) {
			other->gone = 1;
			other->c.totals.closed = 1;
			emit(other, WEIR_CLOSE, now, true);
		}
	}
	return 0;
}

inline_always int transfer(struct sock *sk, int result, __u32 direction, bool peek, __u32 scratch)
{
	struct task_struct *task;
	struct state *s;
	__u32 before;
	__u64 now;

	if (result < 0 || peek || !transport_of(sk))
		return 0;
	task = bpf_get_current_task_btf();
	s = find(sk);
	if (s && is_stale(s, sk)) {
		finish(s, sk);
		forget(sk);
		s = 0;
	}
	if (!(s && is_owner(s, task)) && !is_watched(task))
		return 0;
	if (result == 0) {
		if (s && direction == WEIR_RECEIVE && s->decision == WATCHED)
			ended(sk, s);
		return 0;
	}
	now = bpf_ktime_get_ns();
	if (!s) {
		s = first_sight(sk, direction, result);
		if (!s)
			return 0;
	}
	if (!touch(s, task))
		return 0;
	if (s->role == WEIR_ROLE_UNKNOWN) { /* who speaks first asks */
		s->role = direction == WEIR_SEND ? WEIR_CLIENT : WEIR_SERVER;
		s->c.flags |= WEIR_ROLE_GUESSED;
	}
	if (s->transport == WEIR_UNIX && !s->c.peer_cookie)
		meet_peer(s, sk);
	if (s->transport == WEIR_UNIX && s->c.sequence == 0)
		emit_unix_open(s, sk, now, scratch);
	if (s->transport == WEIR_UDP && !GET(sk, __sk_common.skc_dport))
		datagram_peer(s, sk, task, direction, now);
	if (direction == WEIR_RECEIVE)
		s->c.arrived = take_arrival(s, sk);
	if (direction == WEIR_SEND)
		__sync_fetch_and_add(&s->c.totals.sent, result);
	else
		__sync_fetch_and_add(&s->c.totals.received, result);
	before = s->direction;
	if (before != direction)
		before = __sync_lock_test_and_set(&s->direction, direction);
	if (before != direction) {
		turned(s, sk, task, direction, before, result, now, scratch);
		s->last = now;
	} else {
		s->last = now;
		continued(s, sk, task, direction, result, now, scratch);
	}
	return 0;
}

#endif
