/*
 * Two sockets listen on one port (SO_REUSEPORT), as the workers of many servers do; one of them closes, as when a worker is
 * replaced. The other goes on to accept. With a gate both listen before it is given, and the one closes after.
 */
#include "common/common.h"

#include <unistd.h>

static const char usage[] = "[--connections N] [--gate FILE]";

enum { REQUEST = 67, RESPONSE = 131, BACKLOG = 64 };

struct work {
	uint64_t connections;
	const char *gate;
};

static int listen_beside(uint16_t *port)
{
	struct sockaddr_storage address;
	socklen_t length = loopback(AF_INET, *port, &address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;

	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof(yes)))
		die("SO_REUSEPORT: %m");
	if (bind(fd, (struct sockaddr *)&address, length) || listen(fd, BACKLOG))
		die("listen on port %u: %m", *port);
	*port = local_port(fd);
	return fd;
}

static void serve(struct peer client, const void *plan)
{
	const struct work *work = plan;
	uint16_t port = 0;
	int stays = listen_beside(&port), goes = listen_beside(&port);

	if (work->gate) {
		tell(client, &port, sizeof(port));
		await_file(work->gate);
	}
	close(goes);
	tell(client, &port, sizeof(port));
	for (uint64_t i = 0; i < work->connections; i++) {
		int fd = accept_from(stays);

		read_message(fd, REQUEST);
		write_message(fd, RESPONSE);
		expect_end(fd);
		close(fd);
	}
}

int main(int argc, char **argv)
{
	struct work work = {
		.connections = take_number(&argc, argv, "--connections", 5),
		.gate = take_text(&argc, argv, "--gate"),
	};
	struct tally tally = {};
	struct peer server;
	uint16_t port;

	if (argc > 1)
		wrong_use(usage);
	begin("drv-client", 30);
	server = start_server(serve, &work);
	hear(server, &port, sizeof(port));
	if (work.gate) {
		json_open();
		json_text("phase", "ready");
		json_count("port", port);
		json_close();
		hear(server, &port, sizeof(port));
	}
	for (uint64_t i = 0; i < work.connections; i++) {
		int fd = connect_tcp(AF_INET, port);

		write_message(fd, REQUEST);
		read_message(fd, RESPONSE);
		close(fd);
		tally.requests++;
		tally.sent += REQUEST;
		tally.received += RESPONSE;
	}
	end_child(server);
	json_open();
	json_count("port", port);
	json_count("connections", work.connections);
	json_tally(tally);
	json_pids(server);
	json_close();
}
