// SPDX-License-Identifier: Apache-2.0
// Conntrack over netlink (ctnetlink): the sockets, and what they bring. What the bytes mean is for the caller.
//
// Functions return -errno when they fail.
#ifndef CCONNTRACK_H
#define CCONNTRACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// One datagram received: one message of a subscription, many of a list.
struct weir_datagram {
	uint32_t length;
	bool truncated; // it was longer than its place
	bool foreign;   // not from the kernel
};

// A socket of this network namespace that hears of connections that begin and end, translated ones only. Does not block. Takes
// CAP_NET_ADMIN, here and not afterwards. `room`: bytes of messages that may wait, in sizes of the kernel's own (a short message takes
// about 1 KiB). The descriptor, or -EPROTONOSUPPORT: no nfnetlink; -EPERM.
int weir_conntrack_subscribe(int room);

// A socket on which the kernel sends the list of all connections, as it is being read. Takes CAP_NET_ADMIN. Blocks for at most
// `patience` milliseconds, then reading gives -EAGAIN. A kernel without ctnetlink says so in the first message.
int weir_conntrack_list(int patience);

// Has the kernel drop the messages of untranslated connections before they reach this socket. 0.
int weir_conntrack_filter(int socket);

#define WEIR_DATAGRAMS 32

// Up to `count` (at most WEIR_DATAGRAMS) datagrams, each in its own `size` bytes of `memory`. How many, or -EAGAIN: none waits, or a list
// does not go on; -ENOBUFS: some were lost, and reading goes on.
int weir_conntrack_receive(int socket, void *memory, size_t size, int count, struct weir_datagram *received);

#endif
