/*
 * The descriptor changes before each message, on both sides, and the one before is closed: what a descriptor's number means
 * is known only to who has followed every change. Last, a connection is put over another's descriptor, which ends that one.
 */
#define _GNU_SOURCE
#include "traffic.h"

#include <fcntl.h>
#include <unistd.h>

enum { TURNS = 8, OF_OTHER = 1 };

static int twin_of(int fd, unsigned turn)
{
	/* Numbers that nothing else has. */
	switch (turn % 5) {
	case 0:
		return dup(fd);
	case 1:
		return dup2(fd, 100 + turn);
	case 2:
		return dup3(fd, 200 + turn, O_CLOEXEC);
	case 3:
		return fcntl(fd, F_DUPFD, 300);
	default:
		return fcntl(fd, F_DUPFD_CLOEXEC, 400);
	}
}

static int renewed(int fd, unsigned turn)
{
	int twin = twin_of(fd, turn);

	if (twin < 0 || twin == fd)
		die("duplicate descriptor %d: %m", fd);
	close(fd);
	return twin;
}

static const struct service service = {
	.family = AF_INET, .request = 1381, .response = 881, .connections = 2, .renew = renewed,
};

struct outcome run_dup(void)
{
	struct visit visit = start_visit(&service);
	int fd = open_connection(&visit), other = open_connection(&visit);

	ask(&visit, other, OF_OTHER);
	check_tcp(other, OF_OTHER * service.request, OF_OTHER * service.response);
	for (unsigned turn = 0; turn < TURNS; turn++) {
		fd = renewed(fd, turn);
		ask(&visit, fd, 1);
	}
	if (dup2(fd, other) < 0)
		die("dup2: %m");
	close(fd);
	ask(&visit, other, TURNS);
	close_connection(&visit, other, 2 * TURNS);
	return end_visit(&visit);
}
