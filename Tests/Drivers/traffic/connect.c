/* Connects that are not done when the call comes back, one that is asked for again, and some that nobody accepts. */
#include "traffic.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

enum { TURNS = 2 };

static const struct service service = { .family = AF_INET, .request = 1399, .response = 907, .connections = 2 };

static int connect_once(int fd, uint16_t port)
{
	struct sockaddr_storage address;
	socklen_t size = loopback(AF_INET, port, &address);

	return connect(fd, (struct sockaddr *)&address, size);
}

static int open_tcp(int flags)
{
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);

	if (fd < 0)
		die("socket: %m");
	return fd;
}

/* Returns a socket whose connect is decided, one way or the other. */
static int connect_without_waiting(uint16_t port)
{
	struct pollfd decided = { .fd = open_tcp(SOCK_NONBLOCK), .events = POLLOUT };

	if (!connect_once(decided.fd, port) || errno != EINPROGRESS)
		die("a connect that does not wait: %m");
	if (poll(&decided, 1, -1) != 1)
		die("poll: %m");
	return decided.fd;
}

static int error_of(int fd)
{
	int error;
	socklen_t size = sizeof(error);

	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size))
		die("SO_ERROR: %m");
	return error;
}

static void ask_and_close(struct visit *visit, int fd)
{
	if (fcntl(fd, F_SETFL, 0))
		die("fcntl: %m");
	visit->outcome.opened++;
	ask(visit, fd, TURNS);
	close_connection(visit, fd, TURNS);
}

/* The second asks how it went by another connect, which succeeds and opens nothing; so does the one after, which fails. */
struct outcome run_connect_later(void)
{
	struct visit visit = start_visit(&service);
	int first = connect_without_waiting(visit.outcome.port), second = connect_without_waiting(visit.outcome.port);

	if (error_of(first))
		die("a connect that does not wait failed");
	if (connect_once(second, visit.outcome.port))
		die("ask for a connect again: %m");
	if (!connect_once(second, visit.outcome.port) || errno != EISCONN)
		die("connect what is connected: %m");
	ask_and_close(&visit, first);
	ask_and_close(&visit, second);
	visit.outcome.side = "client";
	return end_visit(&visit);
}

/* The port stays bound and never listens: refused like a closed one, and nobody else can take it in the meantime. */
static int hold_port(int family, uint16_t *port)
{
	struct sockaddr_storage address;
	socklen_t size = loopback(family, 0, &address);
	int fd = open_tcp(0);

	if (bind(fd, (struct sockaddr *)&address, size))
		die("hold a port: %m");
	*port = local_port(fd);
	return fd;
}

struct outcome run_refused(void)
{
	struct outcome outcome = { .side = "client", .failed = 2, .client = getpid() };
	int holder = open_own(hold_port, AF_INET, &outcome.port), fd = open_tcp(0);

	if (!connect_once(fd, outcome.port) || errno != ECONNREFUSED)
		die("connect to a port where nobody listens: %m");
	close(fd);
	fd = connect_without_waiting(outcome.port);
	if (error_of(fd) != ECONNREFUSED)
		die("a connect that does not wait was not refused");
	close(fd);
	close(holder);
	return outcome;
}
