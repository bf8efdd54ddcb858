/* UDP. The server's socket is never connected; a request is what comes before the direction turns, one datagram or many. */
#include "traffic.h"

#include <unistd.h>

enum { CLIENTS = 3 };

struct plan {
	bool connected;
	bool interleaved; /* all clients ask before any of them is answered */
	unsigned clients, turns;
	size_t request, response;
};

static struct tally planned(const struct plan *plan)
{
	const uint64_t requests = plan->turns * plan->clients;

	return (struct tally){ requests, requests * plan->request, requests * plan->response };
}

struct caller {
	struct sockaddr_storage address;
	socklen_t size;
};

static struct caller receive_from(int fd, size_t size)
{
	struct caller from = { .size = sizeof(from.address) };
	char block[MESSAGE_BLOCK];
	ssize_t done = recvfrom(fd, block, sizeof(block), 0, (struct sockaddr *)&from.address, &from.size);

	if (done != (ssize_t)size)
		die("a datagram of %zd bytes, not %zu: %m", done, size);
	return from;
}

static void send_to(int fd, const struct caller *to, size_t size)
{
	if (sendto(fd, some_bytes(), size, 0, (const struct sockaddr *)&to->address, to->size) != (ssize_t)size)
		die("sendto: %m");
}

static void serve_datagrams(struct peer client, const void *argument)
{
	const struct plan *plan = argument;
	struct served served = { .tally = planned(plan) };
	const unsigned at_once = plan->interleaved ? plan->clients : 1;
	int fd = open_udp_server(client);
	struct caller callers[CLIENTS];

	for (unsigned i = 0; i < plan->turns * plan->clients; i += at_once) {
		for (unsigned j = 0; j < at_once; j++)
			callers[j] = receive_from(fd, plan->request);
		for (unsigned j = 0; j < at_once; j++)
			send_to(fd, &callers[j], plan->response);
	}
	tell(client, &served, sizeof(served));
}

static int open_client(const struct plan *plan, uint16_t port)
{
	int fd = plan->connected ? connect_udp(port) : socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		die("socket: %m");
	return fd;
}

static void send_request(const struct plan *plan, int fd, uint16_t port)
{
	struct caller server;

	if (plan->connected)
		return send_datagram(fd, plan->request);
	server.size = loopback(AF_INET, port, &server.address);
	send_to(fd, &server, plan->request);
}

static void receive_response(const struct plan *plan, int fd)
{
	if (plan->connected)
		receive_datagram(fd, plan->response);
	else
		receive_from(fd, plan->response);
}

/* One turn of all clients; interleaved or not, each sends once and then receives once. */
static void ask_all(const struct plan *plan, const int fds[CLIENTS], uint16_t port)
{
	for (unsigned i = 0; i < plan->clients; i++) {
		send_request(plan, fds[i], port);
		if (!plan->interleaved)
			receive_response(plan, fds[i]);
	}
	for (unsigned i = 0; i < plan->clients && plan->interleaved; i++)
		receive_response(plan, fds[i]);
}

static struct outcome run(const struct plan *plan)
{
	struct visit visit = start_bare_visit(serve_datagrams, plan);
	uint16_t port = visit.outcome.port;
	int fds[CLIENTS];

	visit.outcome.transport = "udp";
	visit.outcome.opened = plan->clients;
	visit.outcome.tally = planned(plan);
	for (unsigned i = 0; i < plan->clients; i++)
		fds[i] = open_client(plan, port);
	for (unsigned i = 0; i < plan->turns; i++)
		ask_all(plan, fds, port);
	for (unsigned i = 0; i < plan->clients; i++)
		close(fds[i]);
	return end_visit(&visit);
}

struct outcome run_udp(void)
{
	return run(&(struct plan){ .connected = true, .clients = 1, .turns = 5, .request = 1453, .response = 971 });
}

struct outcome run_udp_clients(void)
{
	return run(&(struct plan){ .clients = CLIENTS, .turns = 4, .request = 1459, .response = 977 });
}

struct outcome run_udp_interleaved(void)
{
	return run(&(struct plan){ .interleaved = true, .clients = CLIENTS, .turns = 4, .request = 1471, .response = 983 });
}
