/* Each scene has a port of its own, though the kernel may well offer one again that an earlier scene had. */
#include "traffic.h"

#include <unistd.h>

enum { ROOM = 256 };

static uint16_t used[ROOM];
static unsigned count_used;

static bool is_used(uint16_t port)
{
	for (unsigned i = 0; i < count_used; i++)
		if (used[i] == port)
			return true;
	return false;
}

/* The one that was used is held until another is found. */
int open_own(int (*open)(int family, uint16_t *port), int family, uint16_t *port)
{
	int fd = open(family, port), other;

	if (!is_used(*port))
		return fd;
	other = open_own(open, family, port);
	close(fd);
	return other;
}

/* The servers to come are children of this process and know what it knows. */
uint16_t hear_port(struct peer server)
{
	uint16_t port;

	hear(server, &port, sizeof(port));
	if (port) {
		if (count_used == ROOM)
			die("more than %d ports", ROOM);
		used[count_used++] = port;
	}
	return port;
}

static int open_datagrams(int family, uint16_t *port)
{
	(void)family;
	return bind_udp(port);
}

int open_udp_server(struct peer client)
{
	uint16_t port;
	int fd = open_own(open_datagrams, AF_INET, &port);

	tell(client, &port, sizeof(port));
	return fd;
}

int open_tcp_server(struct peer client, int family)
{
	uint16_t port;
	int fd = open_own(listen_tcp, family, &port);

	tell(client, &port, sizeof(port));
	return fd;
}
