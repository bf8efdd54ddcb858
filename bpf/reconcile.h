/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * What was counted here against what TCP itself counted (struct tcp_sock). Both ends of each direction have sequence numbers, in
 * which a SYN and a FIN count one each. So the difference of two numbers, less what was counted, is exactly what was not seen.
 */
#ifndef WEIR_RECONCILE_H
#define WEIR_RECONCILE_H

#define SOCK_DONE 1 /* bit of skc_flags: the peer's FIN has arrived */

inline_always bool peer_finished(struct sock *sk)
{
	return GET(sk, __sk_common.skc_flags) >> SOCK_DONE & 1;
}

/* A connection is counted from its first byte on. */
inline_always void count_from_start(struct state *s)
{
	s->base.sent = s->c.isn_sent;
	s->base.received = s->c.isn_received;
}

/* Or from here on: bytes moved before, less those of the operation that has just shown the connection. */
inline_always void count_from_now(struct state *s, struct sock *sk, __u32 sent, __u32 received)
{
	struct tcp_sock *tcp = tcp_of(sk);
	__u8 state = GET(sk, __sk_common.skc_state);
	__u32 write_seq, copied_seq, rcv_nxt;

	if (!tcp)
		return;
	write_seq = GET(tcp, write_seq);
	copied_seq = GET(tcp, copied_seq);
	rcv_nxt = GET(tcp, rcv_nxt);
	if (state != TCP_ESTABLISHED && state != TCP_CLOSE_WAIT) {
		s->finished = 1;
		write_seq--;
	}
	s->c.earlier_sent = GET(tcp, bytes_acked) + (__s32)(write_seq - GET(tcp, snd_una)) - (s->role == WEIR_CLIENT) - sent;
	s->c.earlier_received = GET(tcp, bytes_received) - (__u32)(rcv_nxt - copied_seq) - received;
	if (peer_finished(sk) && copied_seq == rcv_nxt) {
		copied_seq--;
		s->c.earlier_received--;
	}
	s->base.sent = write_seq - sent;
	s->base.received = copied_seq - received;
}

/* A reset or a disconnect sets TCP's numbers back right after the state turns to TCP_CLOSE. */
inline_always void note_end(struct state *s, struct sock *sk)
{
	struct tcp_sock *tcp = tcp_of(sk);

	if (!tcp || s->settled)
		return;
	s->end.write_seq = GET(tcp, write_seq);
	s->end.snd_una = GET(tcp, snd_una);
	s->end.rcv_nxt = GET(tcp, rcv_nxt);
	s->end.copied_seq = GET(tcp, copied_seq);
	s->settled = 1 + peer_finished(sk);
}

inline_always __u32 positive(__u32 difference)
{
	return (__s32)difference > 0 ? difference : 0;
}

outlined int reconcile(struct state *s, struct sock *sk)
{
	struct tcp_sock *tcp;
	__u32 write_seq, snd_una, rcv_nxt, copied_seq;
	bool finished;

	if (!s || !sk || s->transport != WEIR_TCP)
		return 0;
	tcp = tcp_of(sk);
	if (!tcp || !(s->c.totals.opened || s->c.flags & WEIR_OLDER))
		return 0;
	write_seq = GET(tcp, write_seq);
	snd_una = GET(tcp, snd_una);
	rcv_nxt = GET(tcp, rcv_nxt);
	copied_seq = GET(tcp, copied_seq);
	finished = peer_finished(sk);
	if (s->settled && (write_seq != s->end.write_seq || rcv_nxt != s->end.rcv_nxt)) {
		write_seq = s->end.write_seq;
		snd_una = s->end.snd_una;
		rcv_nxt = s->end.rcv_nxt;
		copied_seq = s->end.copied_seq;
		finished = s->settled == 2;
	}
	write_seq -= s->finished;
	rcv_nxt -= finished;
	if ((__s32)(copied_seq - rcv_nxt) > 0)
		copied_seq = rcv_nxt;
	s->c.unread = rcv_nxt - copied_seq;
	s->c.unacknowledged = positive(write_seq - snd_una);
	s->c.unseen_sent = positive(write_seq - s->base.sent - (__u32)s->c.totals.sent);
	s->c.unseen_received = positive(copied_seq - s->base.received - (__u32)s->c.totals.received);
	return 0;
}

inline_always bool has_residue(const struct weir_connection *c)
{
	return c->earlier_sent || c->earlier_received || c->unseen_sent || c->unseen_received || c->unread || c->unacknowledged;
}

#endif
