/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * Where the state of a connection is, syscall backend: in a map, by the address of the socket. A descriptor leads to a socket that
 * the verifier does not trust, so nothing can be stored in it and every field is read by a helper.
 *
 * TCP says when a socket goes (tcp_destroy_sock), others do not: a new socket at an old address is told by its inode number, and
 * the reader's snapshot clears those that are gone.
 */
#ifndef WEIR_BY_ADDRESS_H
#define WEIR_BY_ADDRESS_H

#define GET(p, field) BPF_CORE_READ(p, field)

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 262144);
	__type(key, __u64);
	__type(value, struct state);
} connections SEC(".maps");

/* New states begin as a copy of this. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct state);
} blank SEC(".maps");

/* A number that no other living socket has: of its inode. 0 while nobody has accepted it. */
inline_always __u64 inode_of(struct sock *sk)
{
	struct socket *socket = GET(sk, sk_socket);

	return socket ? GET((struct socket_alloc *)socket, vfs_inode.i_ino) : 0;
}

inline_always struct state *find(struct sock *sk)
{
	__u64 address = (__u64)sk;

	return bpf_map_lookup_elem(&connections, &address);
}

inline_always struct state *make(struct sock *sk)
{
	__u64 address = (__u64)sk;
	__u32 zero = 0;
	struct state *s = bpf_map_lookup_elem(&blank, &zero);

	if (!s)
		return 0;
	bpf_map_update_elem(&connections, &address, s, BPF_NOEXIST); /* another processor may have made it */
	s = bpf_map_lookup_elem(&connections, &address);
	if (s)
		s->inode = inode_of(sk);
	return s;
}

inline_always void forget(struct sock *sk)
{
	__u64 address = (__u64)sk;

	bpf_map_delete_elem(&connections, &address);
}

/* The socket that this tells of is gone, and another has its address. */
inline_always bool is_stale(struct state *s, struct sock *sk)
{
	__u64 inode;

	if (s->transport == WEIR_TCP)
		return false;
	inode = inode_of(sk);
	if (!s->inode)
		s->inode = inode;
	return inode && s->inode != inode;
}

/* It may be freed memory that is looked at here; helpers may. */
inline_always bool is_gone(const struct state *s, struct sock *sk)
{
	return s->transport != WEIR_TCP && s->inode && s->inode != inode_of(sk);
}

/* Before the first find() of a hook whose socket the verifier trusts. */
inline_always void name_socket(struct sock *sk)
{
	bpf_get_socket_cookie(sk);
}

/*
 * TCP sockets have their cookie (the hooks that meet them first ask for it); others one made of the inode's number, which both
 * ends of a unix stream can work out of each other.
 */
#define INODE_COOKIE (1ull << 63)

inline_always __u64 cookie_of(struct sock *sk)
{
	__u64 cookie = GET(sk, __sk_common.skc_cookie.counter), inode;

	if (cookie && GET(sk, __sk_common.skc_family) != AF_UNIX && GET(sk, sk_protocol) == IPPROTO_TCP)
		return cookie;
	inode = inode_of(sk);
	return inode ? INODE_COOKIE | inode : 0;
}

inline_always struct tcp_sock *tcp_of(struct sock *sk)
{
	return (struct tcp_sock *)sk;
}

inline_always struct sock *unix_peer(struct sock *sk)
{
	return GET((struct unix_sock *)sk, peer);
}

#endif
