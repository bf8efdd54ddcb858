// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE // recvmmsg
#include <errno.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include "CConntrack.h"

static int failed(int socket)
{
	int error = errno;

	close(socket);
	return -error;
}

static int open_socket(int flags) { return socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | flags, NETLINK_NETFILTER); }

// More than the system's limit, as far as that is permitted.
static void make_room(int socket, int room)
{
	if (setsockopt(socket, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room)))
		setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
}

int weir_conntrack_subscribe(int room)
{
	struct sockaddr_nl groups = {
		.nl_family = AF_NETLINK,
		.nl_groups = 1 << (NFNLGRP_CONNTRACK_NEW - 1) | 1 << (NFNLGRP_CONNTRACK_DESTROY - 1),
	};
	int socket = open_socket(SOCK_NONBLOCK), error;

	if (socket < 0)
		return -errno;
	make_room(socket, room);
	error = weir_conntrack_filter(socket); // before the first message
	if (error) {
		close(socket);
		return error;
	}
	return bind(socket, (struct sockaddr *)&groups, sizeof(groups)) ? failed(socket) : socket;
}

int weir_conntrack_list(int patience)
{
	struct {
		struct nlmsghdr header;
		struct nfgenmsg what;
	} request = {
		.header = {
			.nlmsg_len = sizeof(request),
			.nlmsg_type = NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_GET,
			.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
			.nlmsg_seq = 1,
		},
		.what = { .nfgen_family = AF_UNSPEC, .version = NFNETLINK_V0 },
	};
	struct timeval limit = { .tv_sec = patience / 1000, .tv_usec = patience % 1000 * 1000 };
	int socket = open_socket(0);

	if (socket < 0)
		return -errno;
	if (setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)))
		return failed(socket);
	return send(socket, &request, sizeof(request), 0) == sizeof(request) ? socket : failed(socket);
}

int weir_conntrack_receive(int socket, void *memory, size_t size, int count, struct weir_datagram *received)
{
	struct mmsghdr messages[WEIR_DATAGRAMS] = {};
	struct sockaddr_nl senders[WEIR_DATAGRAMS];
	struct iovec places[WEIR_DATAGRAMS];
	int result;

	if (count > WEIR_DATAGRAMS)
		count = WEIR_DATAGRAMS;
	for (int i = 0; i < count; i++) {
		places[i] = (struct iovec){ (char *)memory + i * size, size };
		messages[i].msg_hdr = (struct msghdr){
			.msg_name = &senders[i], .msg_namelen = sizeof(senders[i]), .msg_iov = &places[i], .msg_iovlen = 1,
		};
	}
	do {
		result = recvmmsg(socket, messages, count, MSG_WAITFORONE, NULL);
	} while (result < 0 && errno == EINTR);
	if (result < 0)
		return -errno;
	for (int i = 0; i < result; i++) {
		const struct msghdr *header = &messages[i].msg_hdr;

		received[i] = (struct weir_datagram){
			.length = messages[i].msg_len,
			.truncated = header->msg_flags & MSG_TRUNC,
			.foreign = header->msg_namelen != sizeof(senders[i]) || senders[i].nl_pid != 0,
		};
	}
	return result;
}
