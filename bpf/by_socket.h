/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * Where the state of a connection is, socket backend: in the socket itself (socket storage), and gone with it. The hooks hand the
 * programs a socket that the verifier trusts, so its fields are read directly.
 */
#ifndef WEIR_BY_SOCKET_H
#define WEIR_BY_SOCKET_H

#define GET(p, field) ((p)->field)

struct {
	__uint(type, BPF_MAP_TYPE_SK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct state);
} connections SEC(".maps");

inline_always struct state *find(struct sock *sk)
{
	return bpf_sk_storage_get(&connections, sk, 0, 0);
}

inline_always struct state *make(struct sock *sk)
{
	return bpf_sk_storage_get(&connections, sk, 0, BPF_SK_STORAGE_GET_F_CREATE);
}

inline_always void forget(struct sock *sk) {}

inline_always bool is_stale(const struct state *s, struct sock *sk)
{
	return false;
}

inline_always bool is_gone(const struct state *s, struct sock *sk)
{
	return false;
}

inline_always void name_socket(struct sock *sk) {}

inline_always __u64 cookie_of(struct sock *sk)
{
	return bpf_get_socket_cookie(sk);
}

inline_always struct tcp_sock *tcp_of(struct sock *sk)
{
	return bpf_skc_to_tcp_sock(sk);
}

inline_always struct sock *unix_peer(struct sock *sk)
{
	struct unix_sock *u = bpf_skc_to_unix_sock(sk);

	return u ? u->peer : 0;
}

#endif
