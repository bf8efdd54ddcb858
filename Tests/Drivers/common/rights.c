/*
 * A descriptor goes to another process (SCM_RIGHTS). Only a unix socket can carry it. Ours carries no byte besides, and keeps
 * no stream: there is no traffic here to count.
 */
#include "common.h"

#include <fcntl.h>
#include <string.h>

union rights {
	struct cmsghdr header;
	char room[CMSG_SPACE(sizeof(int))];
};

void open_rights(int ends[2])
{
	if (socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, ends))
		die("socketpair: %m");
}

void pass_descriptor(int end, int fd)
{
	union rights rights = { .header = { .cmsg_len = CMSG_LEN(sizeof(fd)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS } };
	struct msghdr message = { .msg_control = &rights, .msg_controllen = sizeof(rights) };

	memcpy(CMSG_DATA(&rights.header), &fd, sizeof(fd));
	if (sendmsg(end, &message, 0))
		die("pass a descriptor: %m");
}

int take_descriptor(int end)
{
	union rights rights;
	struct msghdr message = { .msg_control = &rights, .msg_controllen = sizeof(rights) };
	int fd;

	if (recvmsg(end, &message, MSG_CMSG_CLOEXEC))
		die("take a descriptor: %m");
	if (!CMSG_FIRSTHDR(&message) || rights.header.cmsg_type != SCM_RIGHTS)
		die("a message without a descriptor");
	memcpy(&fd, CMSG_DATA(&rights.header), sizeof(fd));
	return fd;
}
