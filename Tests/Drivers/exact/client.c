/* The side that asks, checks that both sides counted the same, and prints. */
#include "exact.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static void ask(int fd, unsigned index, struct tally *tally)
{
	write_in_parts(fd, request_size[index], parts_of_request(index));
	read_message(fd, response_size[index]);
	count_request(tally, index);
}

static void abort_connection(struct peer server, int fd, struct tally *tally)
{
	struct linger reset = { .l_onoff = 1, .l_linger = 0 };
	char was_read;

	write_message(fd, request_size[REQUESTS]);
	tally->sent += request_size[REQUESTS];
	/* A reset throws away what the other side has not read yet. */
	hear(server, &was_read, 1);
	if (setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset)))
		die("SO_LINGER: %m");
}

static void use_connection(struct peer server, const struct connection *c, uint16_t port, unsigned *index,
			   struct tally *tally)
{
	struct tally before = *tally;
	int fd = connect_tcp(c->version == IPV6 ? AF_INET6 : AF_INET, port);

	for (unsigned i = 0; i < c->requests; i++)
		ask(fd, (*index)++, tally);
	if (c->ending == BY_SERVER)
		expect_end(fd);
	if (c->ending == ABORTED)
		abort_connection(server, fd, tally);
	check_tcp(fd, tally->sent - before.sent, tally->received - before.received);
	close(fd);
}

/* The port stays bound and never listens: refused like a closed one, and nobody else can take it in the meantime. */
static uint16_t be_refused(void)
{
	struct sockaddr_storage address;
	socklen_t size = loopback(AF_INET, 0, &address);
	int holder = socket(AF_INET, SOCK_STREAM, 0), fd = socket(AF_INET, SOCK_STREAM, 0);
	uint16_t port;

	if (holder < 0 || fd < 0 || bind(holder, (struct sockaddr *)&address, size))
		die("hold a port: %m");
	port = local_port(holder);
	size = loopback(AF_INET, port, &address);
	if (!connect(fd, (struct sockaddr *)&address, size) || errno != ECONNREFUSED)
		die("connect to a port where nobody listens: %m");
	close(fd);
	close(holder);
	return port;
}

static void print(struct peer server, const uint16_t ports[2], uint16_t refused_port, const struct tally t[2])
{
	json_open();
	json_count("port4", ports[IPV4]);
	json_count("port6", ports[IPV6]);
	json_count("refused_port", refused_port);
	json_tally((struct tally){ t[0].requests + t[1].requests, t[0].sent + t[1].sent, t[0].received + t[1].received });
	json_count("unanswered", 1);
	json_count("unanswered_sent", request_size[REQUESTS]);
	json_count("opened", CONNECTIONS);
	json_count("failed", 1);
	json_count("aborted", 1);
	json_count("requests4", t[IPV4].requests);
	json_count("sent4", t[IPV4].sent);
	json_count("received4", t[IPV4].received);
	json_count("opened4", 4);
	json_count("requests6", t[IPV6].requests);
	json_count("sent6", t[IPV6].sent);
	json_count("received6", t[IPV6].received);
	json_count("opened6", 3);
	json_pids(server);
	json_close();
}

int main(int argc, char **argv)
{
	struct tally tallies[2] = { 0 }, seen_by_server[2];
	uint16_t ports[2], refused_port;
	struct peer server;
	unsigned index = 0;

	(void)argv;
	if (argc != 1)
		wrong_use("");
	begin("drv-client", 30);
	server = start_server(serve_plan, NULL);
	hear(server, ports, sizeof(ports));
	refused_port = be_refused();
	for (const struct connection *c = plan; c < plan + CONNECTIONS; c++)
		use_connection(server, c, ports[c->version], &index, &tallies[c->version]);
	hear(server, seen_by_server, sizeof(seen_by_server));
	end_child(server);
	if (memcmp(tallies, seen_by_server, sizeof(tallies)) || index != REQUESTS)
		die("client and server counted differently");
	print(server, ports, refused_port, tallies);
	return 0;
}
