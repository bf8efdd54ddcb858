/* The system calls that take a buffer, each used for the whole message. */
#define _GNU_SOURCE
#include "operations.h"

#include <sys/uio.h>
#include <unistd.h>

static char scratch[MESSAGE_BLOCK];

/* A call that moves less than it was asked to would leave the rest to another call, and the trial would be of both. */
static size_t all_of(ssize_t done, size_t size)
{
	if (done != (ssize_t)size)
		die("moved %zd of %zu bytes: %m", done, size);
	return size;
}

size_t by_write(int fd, size_t size)
{
	write_message(fd, size);
	return size;
}

size_t by_send(int fd, size_t size)
{
	return all_of(send(fd, some_bytes(), size, 0), size);
}

size_t by_sendto(int fd, size_t size)
{
	struct sockaddr_storage peer;
	socklen_t peer_size = sizeof(peer);

	if (getpeername(fd, (struct sockaddr *)&peer, &peer_size))
		die("getpeername: %m");
	return all_of(sendto(fd, some_bytes(), size, 0, (struct sockaddr *)&peer, peer_size), size);
}

/* Two pieces, so that a program which looks at the first only counts wrong. */
static void split(struct iovec pieces[2], const void *data, size_t size)
{
	size_t first = size / 3;

	pieces[0] = (struct iovec){ (char *)data, first };
	pieces[1] = (struct iovec){ (char *)data + first, size - first };
}

size_t by_sendmsg(int fd, size_t size)
{
	struct iovec pieces[2];
	struct msghdr message = { .msg_iov = pieces, .msg_iovlen = 2 };

	split(pieces, some_bytes(), size);
	return all_of(sendmsg(fd, &message, 0), size);
}

size_t by_writev(int fd, size_t size)
{
	struct iovec pieces[2];

	split(pieces, some_bytes(), size);
	return all_of(writev(fd, pieces, 2), size);
}

/* An offset of -1 is the position of the file: the only one that a socket takes besides 0. */
size_t by_pwritev2(int fd, size_t size)
{
	struct iovec pieces[2];

	split(pieces, some_bytes(), size);
	return all_of(pwritev2(fd, pieces, 2, -1, 0), size);
}

/* With one buffer there is room for more than will come: what counts is what the call returns, not what it was asked for. */
void by_read(int fd, size_t size)
{
	read_message(fd, size);
}

void by_recv(int fd, size_t size)
{
	all_of(recv(fd, scratch, sizeof(scratch), 0), size);
}

void by_recvfrom(int fd, size_t size)
{
	struct sockaddr_storage peer;
	socklen_t peer_size = sizeof(peer);

	all_of(recvfrom(fd, scratch, sizeof(scratch), 0, (struct sockaddr *)&peer, &peer_size), size);
}

void by_recvmsg(int fd, size_t size)
{
	struct iovec pieces[2];
	struct msghdr message = { .msg_iov = pieces, .msg_iovlen = 2 };

	split(pieces, scratch, size);
	all_of(recvmsg(fd, &message, 0), size);
}

void by_readv(int fd, size_t size)
{
	struct iovec pieces[2];

	split(pieces, scratch, size);
	all_of(readv(fd, pieces, 2), size);
}

void by_preadv2(int fd, size_t size)
{
	struct iovec pieces[2];

	split(pieces, scratch, size);
	all_of(preadv2(fd, pieces, 2, -1, 0), size);
}
