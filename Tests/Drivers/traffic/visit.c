/* The side that asks. It counts for itself, and in the end the server must have counted the same. */
#include "traffic.h"

#include <string.h>
#include <unistd.h>

struct visit start_bare_visit(void (*serve)(struct peer client, const void *plan), const void *plan)
{
	struct visit visit = { .server = start_server(serve, plan) };

	visit.outcome.port = hear_port(visit.server);
	visit.outcome.client = getpid();
	visit.outcome.server = visit.server.pid;
	return visit;
}

struct visit start_visit_to(void (*serve)(struct peer client, const void *service), const struct service *service)
{
	struct visit visit = start_bare_visit(serve, service);

	visit.service = service;
	visit.outcome.transport = service->family == AF_UNIX ? "unix" : "tcp";
	visit.outcome.path = service->path;
	return visit;
}

struct visit start_visit(const struct service *service)
{
	return start_visit_to(serve, service);
}

int open_connection(struct visit *visit)
{
	const struct service *service = visit->service;

	visit->outcome.opened++;
	return service->path ? connect_unix(service->path) : connect_tcp(service->family, visit->outcome.port);
}

void count(struct visit *visit, unsigned times)
{
	visit->outcome.tally.requests += times;
	visit->outcome.tally.sent += times * visit->service->request;
	visit->outcome.tally.received += times * visit->service->response;
}

void ask(struct visit *visit, int fd, unsigned times)
{
	for (unsigned i = 0; i < times; i++) {
		write_message(fd, visit->service->request);
		read_message(fd, visit->service->response);
	}
	count(visit, times);
}

void close_connection(const struct visit *visit, int fd, unsigned times)
{
	if (!visit->service->path)
		check_tcp(fd, times * visit->service->request, times * visit->service->response);
	close(fd);
}

struct outcome end_visit(struct visit *visit)
{
	struct served served;

	hear(visit->server, &served, sizeof(served));
	end_child(visit->server);
	if (memcmp(&served.tally, &visit->outcome.tally, sizeof(served.tally)))
		die("client and server counted differently");
	if (served.second)
		visit->outcome.second = served.second;
	return visit->outcome;
}
