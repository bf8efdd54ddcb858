/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* With whom a datagram socket speaks: it may be a different one each time, and only the system call knows. */
#ifndef WEIR_DATAGRAM_H
#define WEIR_DATAGRAM_H

/* The peer of this datagram, where the socket itself has none. */
outlined int datagram_peer(struct state *s, struct sock *sk, struct task_struct *task, __u32 direction, __u64 now)
{
	struct {
		__u16 family;
		__be16 port;
		__be32 ipv4;
		__u8 ipv6[16];
	} peer = {};
	struct call call = {};

	if (!s || !sk || !task)
		return 0;
	if (direction == WEIR_RECEIVE) {
		if (s->role == WEIR_SERVER && s->direction != WEIR_RECEIVE)
			s->c.remote_port = 0; /* from whom, the reply will say */
		return 0;
	}
	if (!current_call(&call, task, sk) || !vectors_of(&call) || !call.address)
		return 0;
	if (bpf_probe_read_user(&peer, 8, (void *)call.address))
		return 0;
	if (s->c.remote_port != bpf_ntohs(peer.port)) {
		if (s->c.remote_port && has_news(&s->c))
			emit(s, WEIR_SNAPSHOT, now, false);
		s->direction = s->c.remote_port ? WEIR_NONE : s->direction;
	}
	s->c.remote_port = bpf_ntohs(peer.port);
	if (peer.family == AF_INET)
		map_ipv4(s->c.remote_address, peer.ipv4);
	else if (peer.family == AF_INET6)
		bpf_probe_read_user(s->c.remote_address, 16, (void *)(call.address + 8));
	return 0;
}

#endif
