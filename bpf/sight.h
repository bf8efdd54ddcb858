/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* A connection is seen for the first time: its state is made and described. */
#ifndef WEIR_SIGHT_H
#define WEIR_SIGHT_H

#define MAX_UNIX_PATH 108

inline_always struct state *create(struct sock *sk)
{
	struct state *s = bpf_sk_storage_get(&connections, sk, 0, BPF_SK_STORAGE_GET_F_CREATE);

	if (!s) {
		__sync_fetch_and_add(&count()->lost_storage, 1);
		return 0;
	}
	s->c.cookie = bpf_get_socket_cookie(sk);
	s->c.network_namespace = network_namespace(sk);
	s->c.family = sk->__sk_common.skc_family;
	s->transport = transport_of(sk);
	return s;
}

inline_always void read_tcp(struct state *s, struct sock *sk)
{
	read_local(&s->c, sk);
	read_remote(&s->c, sk);
	read_isn(s, sk);
}

/* A socket that carries bytes and has no state: older than the capture, UDP or unix. */
inline_always void describe(struct state *s, struct sock *sk)
{
	if (s->transport == WEIR_UNIX) {
		struct unix_sock *u = bpf_skc_to_unix_sock(sk);

		read_unix(s, sk);
		if (u && u->peer)
			s->c.peer_cookie = bpf_get_socket_cookie(u->peer);
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

inline_always struct state *first_sight(struct sock *sk)
{
	struct state *s = create(sk);

	if (!s)
		return 0;
	describe(s, sk);
	if (s->transport == WEIR_TCP)
		s->c.flags |= WEIR_OLDER;
	else
		s->c.totals.opened = 1; /* those that were there before are known by weir_older */
	return s;
}

#endif
