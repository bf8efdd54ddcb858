/* Connections of another kind or life than one exchange over IPv4. */
#include "coverage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the server does, on a connection that it accepts from a listener or, without one, already has. */
struct shape {
	int family;
	size_t request, response;
	const char *path;
	int fd;
};

static struct tally planned(const struct shape *shape)
{
	return (struct tally){ 1, shape->request, shape->response };
}

static int accepted(struct peer client, const struct shape *shape)
{
	uint16_t port = 0;
	int listener;

	if (!shape->path && shape->family == AF_UNIX)
		return shape->fd;
	listener = shape->path ? listen_unix(shape->path) : listen_tcp(shape->family, &port);
	tell(client, &port, sizeof(port));
	return accept_from(listener);
}

static void serve(struct peer client, const void *plan)
{
	const struct shape *shape = plan;
	struct tally tally = planned(shape);
	int fd = accepted(client, shape);

	read_message(fd, shape->request);
	write_message(fd, shape->response);
	tell(client, &tally, sizeof(tally));
}

static void ask(int fd, const struct shape *shape)
{
	write_message(fd, shape->request);
	read_message(fd, shape->response);
}

void run_unix_stream(void)
{
	char path[64];
	struct shape shape = { AF_UNIX, 227, 313, path, -1 };
	struct peer server;
	uint16_t no_port;
	int fd;

	snprintf(path, sizeof(path), "/tmp/drv-%d.sock", getpid());
	server = start_server(serve, &shape);
	hear(server, &no_port, sizeof(no_port));
	fd = connect_unix(path);
	/* The connection keeps the name, the folder need not. */
	unlink(path);
	ask(fd, &shape);
	close(fd);
	finish(server, "unix", 0, path, planned(&shape), 0);
}

/* Neither end connected: the client is who speaks first. */
void run_unix_pair(void)
{
	struct shape shape = { AF_UNIX, 229, 317, NULL, -1 };
	struct peer server;
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends))
		die("socketpair: %m");
	shape.fd = ends[1];
	server = start_server(serve, &shape);
	close(ends[1]);
	ask(ends[0], &shape);
	close(ends[0]);
	finish(server, "unix", 0, NULL, planned(&shape), 0);
}

void run_ipv6(void)
{
	struct shape shape = { AF_INET6, 233, 331, NULL, -1 };
	struct peer server = start_server(serve, &shape);
	uint16_t port;
	int fd;

	hear(server, &port, sizeof(port));
	fd = connect_tcp(AF_INET6, port);
	ask(fd, &shape);
	check_tcp(fd, shape.request, shape.response);
	close(fd);
	finish(server, "tcp", port, NULL, planned(&shape), 0);
}

static void serve_until_end(struct peer client, const void *plan)
{
	const struct shape *shape = plan;
	struct tally tally = planned(shape);
	int fd = accepted(client, shape);

	read_message(fd, shape->request);
	expect_end(fd);
	write_message(fd, shape->response);
	close(fd);
	tell(client, &tally, sizeof(tally));
}

/* The client says that it has said all, and only then is answered. */
void run_half_close(void)
{
	struct shape shape = { AF_INET, 239, 337, NULL, -1 };
	struct peer server = start_server(serve_until_end, &shape);
	uint16_t port;
	int fd;

	hear(server, &port, sizeof(port));
	fd = connect_tcp(AF_INET, port);
	write_message(fd, shape.request);
	if (shutdown(fd, SHUT_WR))
		die("shutdown: %m");
	read_message(fd, shape.response);
	expect_end(fd);
	check_tcp(fd, shape.request, shape.response);
	close(fd);
	finish(server, "tcp", port, NULL, planned(&shape), 0);
}
