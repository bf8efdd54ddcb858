/* Not calls of their own but ways to use them, where counting by file descriptor, process or argument goes wrong. */
#define _GNU_SOURCE
#include "operations.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/errqueue.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

size_t by_dup(int fd, size_t size)
{
	int twin = dup(fd);

	if (twin < 0)
		die("dup: %m");
	write_message(twin, size);
	close(twin);
	return size;
}

size_t by_fork(int fd, size_t size)
{
	int status;
	pid_t child = fork();

	if (child < 0)
		die("fork: %m");
	if (child == 0) {
		write_message(fd, size);
		_exit(EXIT_SUCCESS);
	}
	if (waitpid(child, &status, 0) != child || status)
		die("the child did not write, wait status %d", status);
	return size;
}

static void set_flags(int fd, int flags)
{
	if (fcntl(fd, F_SETFL, flags))
		die("fcntl: %m");
}

/* Asks for a mebibyte again and again; the last write is cut short or refused once the socket is full. */
size_t by_short_writes(int fd, size_t unknown)
{
	const size_t ask = 1 << 20;
	char *data = calloc(1, ask);
	size_t accepted = unknown;
	ssize_t done;

	if (!data)
		die("no memory");
	set_flags(fd, O_NONBLOCK);
	while ((done = write(fd, data, ask)) >= 0)
		accepted += done;
	if (errno != EAGAIN)
		die("write: %m");
	if (accepted % ask == 0)
		die("no write was short");
	set_flags(fd, 0);
	free(data);
	return accepted;
}

/* The kernel reads the pages until it says on the error queue that it is done. That message has no bytes. */
static void await_release(int fd)
{
	struct pollfd error = { .fd = fd };
	char control[256];
	struct msghdr message = { .msg_control = control, .msg_controllen = sizeof(control) };
	struct sock_extended_err *report;

	if (poll(&error, 1, -1) != 1 || recvmsg(fd, &message, MSG_ERRQUEUE) != 0)
		die("zero-copy completion: %m");
	report = (struct sock_extended_err *)CMSG_DATA(CMSG_FIRSTHDR(&message));
	if (report->ee_origin != SO_EE_ORIGIN_ZEROCOPY)
		die("the error queue has something else than a zero-copy completion");
}

size_t by_zerocopy(int fd, size_t size)
{
	int on = 1;

	if (setsockopt(fd, SOL_SOCKET, SO_ZEROCOPY, &on, sizeof(on)))
		cannot_run_here("SO_ZEROCOPY: %m");
	if (send(fd, some_bytes(), size, MSG_ZEROCOPY) != (ssize_t)size)
		die("zero-copy send: %m");
	await_release(fd);
	return size;
}

void by_peek(int fd, size_t size)
{
	char block[MESSAGE_BLOCK];

	if (recv(fd, block, sizeof(block), MSG_PEEK) != (ssize_t)size)
		die("peek: %m");
	if (recv(fd, block, sizeof(block), 0) != (ssize_t)size)
		die("recv after peek: %m");
}

/* On TCP the flag throws the bytes away in the kernel: they were received, and no buffer is filled. */
void by_discard(int fd, size_t size)
{
	if (recv(fd, NULL, size, MSG_TRUNC) != (ssize_t)size)
		die("discard %zu bytes: %m", size);
}
