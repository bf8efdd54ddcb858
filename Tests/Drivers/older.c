/*
 * Connections that are older than the capture: two over TCP, a UDP pair and a unix stream. Each has one exchange, then the gate
 * is awaited (the server sits in a read on the first connection all that time), then each has three more.
 */
#include "common/common.h"

#include <stdio.h>
#include <unistd.h>

enum { BEFORE = 1, AFTER = 3, CONNECTIONS = 2 };
enum { TCP_REQUEST = 127, TCP_RESPONSE = 251, UDP_REQUEST = 131, UDP_RESPONSE = 257, UNIX_REQUEST = 137, UNIX_RESPONSE = 263 };

struct sockets {
	int tcp[CONNECTIONS], udp, unix_stream;
};

struct ports {
	uint16_t tcp, udp;
};

static void answer(int fd, size_t request, size_t response)
{
	read_message(fd, request);
	write_message(fd, response);
}

static void ask(int fd, size_t request, size_t response)
{
	write_message(fd, request);
	read_message(fd, response);
}

static void serve(struct peer client, const void *path)
{
	struct ports ports;
	int tcp = listen_tcp(AF_INET, &ports.tcp), local = listen_unix(path);
	struct sockets s = { .udp = bind_udp(&ports.udp) };

	tell(client, &ports, sizeof(ports));
	for (int i = 0; i < CONNECTIONS; i++)
		s.tcp[i] = accept_from(tcp);
	s.unix_stream = accept_from(local);
	for (int round = 0; round < BEFORE + AFTER; round++) {
		for (int i = 0; i < CONNECTIONS; i++)
			answer(s.tcp[i], TCP_REQUEST, TCP_RESPONSE);
		answer_datagram(s.udp, UDP_REQUEST, UDP_RESPONSE);
		answer(s.unix_stream, UNIX_REQUEST, UNIX_RESPONSE);
	}
	for (int i = 0; i < CONNECTIONS; i++)
		expect_end(s.tcp[i]);
	expect_end(s.unix_stream);
}

static struct sockets open_all(struct ports ports, const char *path)
{
	struct sockets s = { .udp = connect_udp(ports.udp), .unix_stream = connect_unix(path) };

	for (int i = 0; i < CONNECTIONS; i++)
		s.tcp[i] = connect_tcp(AF_INET, ports.tcp);
	unlink(path);
	return s;
}

static void ask_all(const struct sockets *s, int rounds)
{
	for (int round = 0; round < rounds; round++) {
		for (int i = 0; i < CONNECTIONS; i++)
			ask(s->tcp[i], TCP_REQUEST, TCP_RESPONSE);
		send_datagram(s->udp, UDP_REQUEST);
		receive_datagram(s->udp, UDP_RESPONSE);
		ask(s->unix_stream, UNIX_REQUEST, UNIX_RESPONSE);
	}
}

static void close_all(const struct sockets *s)
{
	const int rounds = BEFORE + AFTER;

	for (int i = 0; i < CONNECTIONS; i++) {
		check_tcp(s->tcp[i], rounds * TCP_REQUEST, rounds * TCP_RESPONSE);
		close(s->tcp[i]);
	}
	close(s->udp);
	close(s->unix_stream);
}

static void print_counts(unsigned rounds)
{
	json_count("tcp_requests", CONNECTIONS * rounds);
	json_count("tcp_sent", CONNECTIONS * rounds * TCP_REQUEST);
	json_count("tcp_received", CONNECTIONS * rounds * TCP_RESPONSE);
	json_count("udp_requests", rounds);
	json_count("udp_sent", rounds * UDP_REQUEST);
	json_count("udp_received", rounds * UDP_RESPONSE);
	json_count("unix_requests", rounds);
	json_count("unix_sent", rounds * UNIX_REQUEST);
	json_count("unix_received", rounds * UNIX_RESPONSE);
}

static void print(const char *phase, unsigned rounds, struct peer server, struct ports ports, const char *path)
{
	json_open();
	json_text("phase", phase);
	json_count("tcp_port", ports.tcp);
	json_count("udp_port", ports.udp);
	json_text("path", path);
	json_count("tcp_connections", CONNECTIONS);
	print_counts(rounds);
	json_pids(server);
	json_close();
}

int main(int argc, char **argv)
{
	struct ports ports;
	struct sockets sockets;
	struct peer server;
	char path[64];

	if (argc != 2)
		wrong_use("GATE-FILE");
	begin("drv-client", 300);
	snprintf(path, sizeof(path), "/tmp/drv-%d.sock", getpid());
	server = start_server(serve, path);
	hear(server, &ports, sizeof(ports));
	sockets = open_all(ports, path);
	ask_all(&sockets, BEFORE);
	print("ready", BEFORE, server, ports, path);
	await_file(argv[1]);
	ask_all(&sockets, AFTER);
	close_all(&sockets);
	end_child(server);
	print("done", AFTER, server, ports, path);
	return 0;
}
