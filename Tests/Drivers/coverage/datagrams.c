/* UDP: three requests and replies; the server's socket is never connected, the client's is or is not. */
#include "coverage.h"

#include <unistd.h>

enum { TURNS = 3 };

struct sizes {
	size_t request, response;
};

static const struct sizes connected = { 211, 307 }, unconnected = { 223, 311 };

static struct tally planned(const struct sizes *sizes)
{
	return (struct tally){ TURNS, TURNS * sizes->request, TURNS * sizes->response };
}

static void serve(struct peer client, const void *plan)
{
	const struct sizes *sizes = plan;
	struct tally tally = planned(sizes);
	uint16_t port;
	int fd = bind_udp(&port);

	tell(client, &port, sizeof(port));
	for (int i = 0; i < TURNS; i++)
		answer_datagram(fd, sizes->request, sizes->response);
	tell(client, &tally, sizeof(tally));
}

void run_udp(void)
{
	struct peer server = start_server(serve, &connected);
	uint16_t port;
	int fd;

	hear(server, &port, sizeof(port));
	fd = connect_udp(port);
	for (int i = 0; i < TURNS; i++) {
		send_datagram(fd, connected.request);
		receive_datagram(fd, connected.response);
	}
	close(fd);
	finish(server, "udp", port, NULL, planned(&connected), 0);
}

void run_udp_unconnected(void)
{
	struct peer server = start_server(serve, &unconnected);
	struct sockaddr_storage address;
	uint16_t port, own_port;
	socklen_t size;
	int fd;

	hear(server, &port, sizeof(port));
	fd = bind_udp(&own_port);
	size = loopback(AF_INET, port, &address);
	for (int i = 0; i < TURNS; i++) {
		if (sendto(fd, some_bytes(), unconnected.request, 0, (struct sockaddr *)&address, size) < 0)
			die("sendto: %m");
		receive_datagram(fd, unconnected.response);
	}
	close(fd);
	finish(server, "udp", port, NULL, planned(&unconnected), 0);
}
