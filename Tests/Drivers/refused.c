/* connect() that is refused, again and again on the same sockets: each attempt fails on its own. */
#include "common/common.h"

#include <errno.h>
#include <unistd.h>

static const char usage[] = "[--sockets 100] [--attempts 3]";

/* A port at which nobody listens, as long as the socket stays bound. */
static uint16_t closed_port(void)
{
	struct sockaddr_storage address;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&address, loopback(AF_INET, 0, &address)))
		die("bind: %m");
	return local_port(fd);
}

static void attempt(uint16_t port, uint64_t attempts)
{
	struct sockaddr_storage address;
	socklen_t size = loopback(AF_INET, port, &address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		die("socket: %m");
	for (uint64_t i = 0; i < attempts; i++)
		if (!connect(fd, (struct sockaddr *)&address, size) || errno != ECONNREFUSED)
			die("connect was not refused: %m");
	close(fd);
}

int main(int argc, char **argv)
{
	uint64_t sockets = take_number(&argc, argv, "--sockets", 100), attempts = take_number(&argc, argv, "--attempts", 3);
	uint16_t port;

	if (argc != 1)
		wrong_use(usage);
	begin("refused", 60);
	port = closed_port();
	for (uint64_t i = 0; i < sockets; i++)
		attempt(port, attempts);
	json_open();
	json_count("port", port);
	json_count("failed", sockets * attempts);
	json_count("client_pid", getpid());
	json_close();
	return 0;
}
