/* The same exchange over other kinds of sockets: IPv6, unix by path, unix by pair. */
#include "traffic.h"

#include <stdio.h>
#include <unistd.h>

enum { TURNS = 5 };

struct outcome run_ipv6(void)
{
	static const struct service service = { .family = AF_INET6, .request = 1439, .response = 947, .connections = 1 };
	struct visit visit = start_visit(&service);
	int fd = open_connection(&visit);

	ask(&visit, fd, TURNS);
	close_connection(&visit, fd, TURNS);
	return end_visit(&visit);
}

struct outcome run_unix(void)
{
	static char path[64];
	const struct service service = { .family = AF_UNIX, .path = path, .request = 1447, .response = 953, .connections = 2 };
	struct visit visit;
	int first, second;

	snprintf(path, sizeof(path), "/tmp/drv-%d.sock", getpid());
	visit = start_visit(&service);
	first = open_connection(&visit);
	second = open_connection(&visit);
	/* The connections keep the name, the folder need not. */
	unlink(path);
	ask(&visit, first, TURNS);
	ask(&visit, second, TURNS);
	close(first);
	close(second);
	return end_visit(&visit);
}

static const struct service pair = { .family = AF_UNIX, .request = 1451, .response = 967 };
/* The client's and the server's; while the server had both, it would never see an end. */
static int ends[2];

static void serve_pair(struct peer client, const void *plan)
{
	const uint16_t no_port = 0;
	struct served served = { 0 };

	close(ends[0]);
	tell(client, &no_port, sizeof(no_port));
	while (answer(ends[1], plan, &served.tally))
		;
	tell(client, &served, sizeof(served));
}

/* Neither end connects or accepts: the client is who speaks first. */
struct outcome run_unix_pair(void)
{
	struct visit visit;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends))
		die("socketpair: %m");
	visit = start_visit_to(serve_pair, &pair);
	close(ends[1]);
	ask(&visit, ends[0], TURNS);
	close(ends[0]);
	visit.outcome.opened = 1;
	return end_visit(&visit);
}
