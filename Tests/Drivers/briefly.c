/*
 * For containers that live a moment: one connect, 11 bytes there, 22 back, end. Also the server for it, which may live in
 * another container, hence the only driver that is two programs and leaves loopback. Linked statically: it needs no image.
 */
#include "common/common.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char usage[] = "HOST PORT | serve ADDRESS PORT   (numeric addresses)";

enum { REQUEST = 11, RESPONSE = 22 };

static _Atomic uint64_t connections, requests;

static socklen_t parse_address(const char *host, const char *port_text, struct sockaddr_storage *address)
{
	struct sockaddr_in *v4 = (struct sockaddr_in *)address;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)address;
	bool is_v6 = strchr(host, ':');
	socklen_t size = loopback(is_v6 ? AF_INET6 : AF_INET, 0, address);
	uint64_t port;

	if (!parse_number(port_text, &port) || port > UINT16_MAX)
		wrong_use(usage);
	v4->sin_port = htons(port);
	if (inet_pton(address->ss_family, host, is_v6 ? (void *)&v6->sin6_addr : (void *)&v4->sin_addr) != 1)
		wrong_use(usage);
	return size;
}

static int ask(const char *host, const char *port)
{
	struct sockaddr_storage address;
	socklen_t size = parse_address(host, port, &address);
	int fd = socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || connect(fd, (struct sockaddr *)&address, size))
		die("connect to %s port %s: %m", host, port);
	write_message(fd, REQUEST);
	read_message(fd, RESPONSE);
	json_open();
	json_count("port", ntohs(((struct sockaddr_in *)&address)->sin_port));
	json_tally((struct tally){ 1, REQUEST, RESPONSE });
	json_count("client_pid", getpid());
	json_close();
	return 0;
}

static void *answer(void *argument)
{
	int fd = (intptr_t)argument;

	while (read_message_or_end(fd, REQUEST)) {
		/* Counted before the answer, or a client could end this server by SIGTERM before it has counted. */
		requests++;
		write_message(fd, RESPONSE);
	}
	close(fd);
	return NULL;
}

static _Noreturn void *accept_all(void *argument)
{
	for (;;) {
		int fd = accept_from((intptr_t)argument);

		connections++;
		pthread_detach(start_thread(answer, (void *)(intptr_t)fd));
	}
}

static int listen_at(const char *host, const char *port)
{
	struct sockaddr_storage address;
	socklen_t size = parse_address(host, port, &address);
	int fd = socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)))
		die("socket: %m");
	if (bind(fd, (struct sockaddr *)&address, size) || listen(fd, SOMAXCONN))
		die("listen at %s port %s: %m", host, port);
	return fd;
}

static int serve(const char *host, const char *port)
{
	sigset_t ends;
	int fd, signal;

	/* Blocked, not ignored, in all threads: the first process of a container gets no signal it has not asked for. */
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	fd = listen_at(host, port);
	fprintf(stderr, "briefly: listening at %s port %u\n", host, local_port(fd));
	start_thread(accept_all, (void *)(intptr_t)fd);
	sigwait(&ends, &signal);
	json_open();
	json_count("port", local_port(fd));
	json_tally((struct tally){ requests, requests * REQUEST, requests * RESPONSE });
	json_count("connections", connections);
	json_count("server_pid", getpid());
	json_close();
	return 0;
}

int main(int argc, char **argv)
{
	bool as_server = argc == 4 && !strcmp(argv[1], "serve");

	if (argc != 3 && !as_server)
		wrong_use(usage);
	/* The server lives as long as it is wanted. */
	begin("briefly", as_server ? 0 : 30);
	return as_server ? serve(argv[2], argv[3]) : ask(argv[1], argv[2]);
}
