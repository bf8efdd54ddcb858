/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* A connection is seen for the first time: its state is made and described. */
#ifndef WEIR_SIGHT_H
#define WEIR_SIGHT_H

#define MAX_UNIX_PATH 108

inline_always struct state *create(struct sock *sk)
{
	struct state *s = make(sk);

	if (!s) {
		__sync_fetch_and_add(&count()->lost_storage, 1);
		return 0;
	}
	s->c.cookie = cookie_of(sk);
	s->c.network_namespace = network_namespace(sk);
	s->c.family = GET(sk, __sk_common.skc_family);
	s->transport = transport_of(sk);
	return s;
}

inline_always void read_tcp(struct state *s, struct sock *sk)
{
	read_local(&s->c, sk);
	read_remote(&s->c, sk);
	read_isn(s, sk);
}

/* The other end of a unix stream; unknown while nobody has accepted it. */
inline_always void meet_peer(struct state *s, struct sock *sk)
{
	struct sock *peer = unix_peer(sk);

	if (peer)
		s->c.peer_cookie = cookie_of(peer);
}

/* A socket that carries bytes and has no state: older than the capture, UDP or unix. */
inline_always void describe(struct state *s, struct sock *sk)
{
	if (s->transport == WEIR_UNIX) {
		read_unix(s, sk);
		meet_peer(s, sk);
		return;
	}
	read_local(&s->c, sk);
	read_remote(&s->c, sk);
	if (s->transport == WEIR_TCP) {
		s->role = find_listener(sk) ? WEIR_SERVER : WEIR_CLIENT;
		s->c.flags |= WEIR_ROLE_GUESSED;
		read_isn(s, sk);
	}
}

/* The path of a unix stream, from whichever end is bound, as the payload of its first record. */
outlined int emit_unix_open(struct state *s, struct sock *sk, __u64 now, __u32 scratch)
{
	struct scratch *to = bpf_map_lookup_elem(&scratches, &scratch);
	struct unix_sock *u = (struct unix_sock *)sk;
	struct unix_address *address;
	struct sock *peer;
	__u32 length = 0;

	if (!s || !sk)
		return 0;
	address = BPF_CORE_READ(u, addr);
	peer = BPF_CORE_READ(u, peer);
	if (!address && peer)
		address = BPF_CORE_READ((struct unix_sock *)peer, addr);
	if (address)
		length = BPF_CORE_READ(address, len) - 2; /* sun_family */
	if (!to || length == 0 || length > MAX_UNIX_PATH)
		return emit(s, WEIR_OPEN, now, false);
	barrier_var(length); /* or the compiler drops the mask, which kernels before 6.18 need */
	length &= 127;
	bpf_probe_read_kernel(to->payload, length, &address->name[0].sun_path);
	return emit_scratch(to, s, WEIR_OPEN, length, now);
}

/*
 * An operation shows a socket that nobody knew. UDP and unix: it is new, for those that were there before are known by weir_older.
 * TCP: it is as good as new when nothing has moved before this operation, for instance where one process listens and passes what it
 * has to another.
 */
inline_always struct state *first_sight(struct sock *sk, __u32 direction, __u32 moved)
{
	struct state *s = create(sk);

	if (!s)
		return 0;
	describe(s, sk);
	if (s->transport == WEIR_TCP)
		count_from_now(s, sk, direction == WEIR_SEND ? moved : 0, direction == WEIR_RECEIVE ? moved : 0);
	if (s->c.earlier_sent || s->c.earlier_received)
		s->c.flags |= WEIR_OLDER;
	else
		s->c.totals.opened = 1;
	return s;
}

#endif
