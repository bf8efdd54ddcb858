/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* Addresses of a socket, in the wire's form. */
#ifndef WEIR_ADDRESS_H
#define WEIR_ADDRESS_H

inline_always void map_ipv4(__u8 *to, __be32 address)
{
	*(__u64 *)to = 0;
	*(__u32 *)(to + 8) = bpf_htonl(0xffff);
	*(__u32 *)(to + 12) = address;
}

inline_always __u32 network_namespace(struct sock *sk)
{
	struct net *net = GET(sk, __sk_common.skc_net.net);

	return GET(net, ns.inum);
}

/* 0: bytes on this kind of socket are not our business. */
inline_always __u8 transport_of(struct sock *sk)
{
	__u16 family = GET(sk, __sk_common.skc_family);

	if (family == AF_INET || family == AF_INET6) {
		__u16 protocol = GET(sk, sk_protocol);

		if (protocol == IPPROTO_TCP)
			return WEIR_TCP;
		return protocol == IPPROTO_UDP ? WEIR_UDP : 0;
	}
	return family == AF_UNIX && GET(sk, sk_type) == SOCK_STREAM ? WEIR_UNIX : 0;
}

inline_always void local_address(__u8 *to, struct sock *sk, __u16 family)
{
	if (family == AF_INET6)
		BPF_CORE_READ_INTO((struct in6_addr *)to, sk, __sk_common.skc_v6_rcv_saddr);
	else
		map_ipv4(to, GET(sk, __sk_common.skc_rcv_saddr));
}

inline_always void remote_address(__u8 *to, struct sock *sk, __u16 family)
{
	if (family == AF_INET6)
		BPF_CORE_READ_INTO((struct in6_addr *)to, sk, __sk_common.skc_v6_daddr);
	else
		map_ipv4(to, GET(sk, __sk_common.skc_daddr));
}

inline_always void read_local(struct weir_connection *c, struct sock *sk)
{
	__u16 port = GET(sk, __sk_common.skc_num);

	if (port)
		c->local_port = port;
	local_address(c->local_address, sk, c->family);
}

inline_always void read_remote(struct weir_connection *c, struct sock *sk)
{
	c->remote_port = bpf_ntohs(GET(sk, __sk_common.skc_dport));
	remote_address(c->remote_address, sk, c->family);
}

/*
 * The pair of sequence numbers at which the bytes of a connection began: the other end has the same pair, swapped, through any
 * NAT. Counted back from now, since an older connection has moved on; the SYN counts as one acknowledged byte for who sent it.
 */
inline_always void read_isn(struct state *s, struct sock *sk)
{
	struct tcp_sock *tcp = (struct tcp_sock *)sk;
	__u8 state = GET(sk, __sk_common.skc_state);
	__u32 received = BPF_CORE_READ(tcp, rcv_nxt) - (__u32)BPF_CORE_READ(tcp, bytes_received);
	__u32 sent = BPF_CORE_READ(tcp, snd_una) - (__u32)BPF_CORE_READ(tcp, bytes_acked);

	if (state == TCP_CLOSE_WAIT || state == TCP_LAST_ACK)
		received--; /* the peer's FIN */
	s->c.isn_received = received;
	s->c.isn_sent = s->role == WEIR_CLIENT ? sent + 1 : sent;
}

/* The ends of a unix stream: who is bound was connected to. */
inline_always void read_unix(struct state *s, struct sock *sk)
{
	struct unix_sock *u = (struct unix_sock *)sk;
	struct sock *peer = BPF_CORE_READ(u, peer);

	s->c.peer_process = BPF_CORE_READ(sk, sk_peer_pid, numbers[0].nr);
	if (BPF_CORE_READ(u, addr))
		s->role = WEIR_SERVER;
	else if (peer && BPF_CORE_READ((struct unix_sock *)peer, addr))
		s->role = WEIR_CLIENT;
}

#endif
