/* The side that asks. */
#include "flood.h"

#include <string.h>
#include <unistd.h>

static const char usage[] = "--seconds N | --requests N | --until FILE [--connections N] [--connect-each] [--pause-us N] [--gate FILE] "
			    "[--hold FILE]";

static _Atomic bool enough;

struct asker {
	pthread_t thread;
	const struct flood *flood;
	uint16_t port;
	int fd;
	uint64_t share, deadline_ns;
	uint64_t answered;
};

static bool more(const struct asker *asker)
{
	if (asker->flood->until)
		return !enough;
	return asker->deadline_ns ? now_ns() < asker->deadline_ns : asker->answered < asker->share;
}

static void *ask(void *argument)
{
	struct asker *asker = argument;

	while (more(asker)) {
		if (asker->flood->connect_each)
			asker->fd = connect_tcp(AF_INET, asker->port);
		write_message(asker->fd, REQUEST);
		read_message(asker->fd, RESPONSE);
		asker->answered++;
		if (asker->flood->connect_each)
			close(asker->fd);
		if (asker->flood->pause_us)
			sleep_us(asker->flood->pause_us);
	}
	return NULL;
}

static struct asker *open_connections(const struct flood *flood, uint16_t port)
{
	struct asker *askers = allocate(flood->connections, sizeof(*askers));

	for (uint64_t i = 0; i < flood->connections; i++) {
		askers[i] = (struct asker){ .flood = flood, .port = port };
		askers[i].share = share_of(flood->requests, flood->connections, i);
		if (!flood->connect_each)
			askers[i].fd = connect_tcp(AF_INET, port);
	}
	return askers;
}

/* Returns the requests answered. */
static uint64_t run(const struct flood *flood, struct asker *askers)
{
	uint64_t deadline_ns = flood->seconds ? now_ns() + flood->seconds * 1000000000 : 0, answered = 0;

	for (uint64_t i = 0; i < flood->connections; i++) {
		askers[i].deadline_ns = deadline_ns;
		askers[i].thread = start_thread(ask, &askers[i]);
	}
	if (flood->until) {
		await_file(flood->until);
		enough = true;
	}
	for (uint64_t i = 0; i < flood->connections; i++) {
		join_thread(askers[i].thread);
		answered += askers[i].answered;
	}
	return answered;
}

static void close_connections(const struct flood *flood, struct asker *askers)
{
	for (uint64_t i = 0; i < flood->connections && !flood->connect_each; i++) {
		check_tcp(askers[i].fd, askers[i].answered * REQUEST, askers[i].answered * RESPONSE);
		close(askers[i].fd);
	}
}

static void print(const struct flood *flood, struct peer server, uint16_t port, uint64_t answered, uint64_t took_ns)
{
	json_open();
	json_count("port", port);
	json_tally((struct tally){ answered, answered * REQUEST, answered * RESPONSE });
	json_count("connections", flood->connect_each ? answered : flood->connections);
	json_real("seconds", took_ns / 1e9);
	json_pids(server);
	json_close();
}

int main(int argc, char **argv)
{
	struct flood flood = {
		.requests = take_number(&argc, argv, "--requests", 0),
		.seconds = take_number(&argc, argv, "--seconds", 0),
		.connections = take_number(&argc, argv, "--connections", 8),
		.connect_each = take_flag(&argc, argv, "--connect-each"),
		.pause_us = take_number(&argc, argv, "--pause-us", 0),
		.until = take_text(&argc, argv, "--until"),
	};
	const char *gate = take_text(&argc, argv, "--gate"), *hold = take_text(&argc, argv, "--hold");
	uint64_t start_ns, answered;
	struct asker *askers;
	struct peer server;
	uint16_t port;

	if (argc != 1 || !!flood.requests + !!flood.seconds + !!flood.until != 1 || !flood.connections || (flood.connect_each && hold))
		wrong_use(usage);
	begin("drv-client", 600 + flood.seconds);
	server = start_server(serve_flood, &flood);
	hear(server, &port, sizeof(port));
	if (gate)
		await_file(gate);
	askers = open_connections(&flood, port);
	start_ns = now_ns();
	answered = run(&flood, askers);
	print(&flood, server, port, answered, now_ns() - start_ns);
	if (hold)
		await_file(hold);
	close_connections(&flood, askers);
	end_flood(server, answered);
	return 0;
}
