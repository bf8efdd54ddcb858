/* An HTTP request whose head comes byte by byte: who looks at the first write for method and path sees a single G. */
#include "coverage.h"

#include <string.h>
#include <unistd.h>

static const char request[] = "GET /slow HTTP/1.1\r\nHost: localhost\r\nUser-Agent: drv-client\r\n\r\n";
static const char response[] = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nslow\n";

static const struct tally planned = { 1, sizeof(request) - 1, sizeof(response) - 1 };

static void serve(struct peer client, const void *unused)
{
	uint16_t port;
	int listener = listen_tcp(AF_INET, &port), fd;

	(void)unused;
	tell(client, &port, sizeof(port));
	fd = accept_from(listener);
	read_message(fd, planned.sent);
	write_all(fd, response, planned.received);
	expect_end(fd);
	tell(client, &planned, sizeof(planned));
}

void run_byte_writes(void)
{
	struct peer server = start_server(serve, NULL);
	uint16_t port;
	int fd;

	hear(server, &port, sizeof(port));
	fd = connect_tcp(AF_INET, port);
	for (size_t i = 0; i < planned.sent; i++)
		write_all(fd, &request[i], 1);
	read_message(fd, planned.received);
	check_tcp(fd, planned.sent, planned.received);
	close(fd);
	finish(server, "tcp", port, NULL, planned, 0);
}
