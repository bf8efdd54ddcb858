/* Many connections that live for one request each: half of them over IPv4, half over IPv6. */
#include "traffic.h"

uint64_t short_connections;

static struct outcome run(int family, unsigned connections)
{
	const struct service service = { .family = family, .request = 64, .response = 128, .connections = connections };
	struct visit visit = start_visit(&service);

	for (unsigned i = 0; i < connections; i++) {
		int fd = open_connection(&visit);

		ask(&visit, fd, 1);
		close_connection(&visit, fd, 1);
	}
	return end_visit(&visit);
}

struct outcome run_short(void)
{
	return run(AF_INET, share_of(short_connections, 2, 0));
}

struct outcome run_short6(void)
{
	return run(AF_INET6, share_of(short_connections, 2, 1));
}
