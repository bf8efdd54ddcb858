/* The side that answers. */
#include "exact.h"

#include <errno.h>
#include <unistd.h>

static void answer(int fd, unsigned index, struct tally *tally)
{
	read_message(fd, request_size[index]);
	write_in_parts(fd, response_size[index], parts_of_response(index));
	count_request(tally, index);
}

static void be_aborted(struct peer client, int fd, struct tally *tally)
{
	char more;

	read_message(fd, request_size[REQUESTS]);
	tally->sent += request_size[REQUESTS];
	tell(client, "r", 1);
	if (read(fd, &more, 1) != -1 || errno != ECONNRESET)
		die("an aborted connection did not look like one: %m");
}

void serve_plan(struct peer client, const void *unused)
{
	struct tally tallies[2] = { 0 };
	uint16_t ports[2];
	int listeners[2] = { listen_tcp(AF_INET, &ports[IPV4]), listen_tcp(AF_INET6, &ports[IPV6]) };
	unsigned index = 0;

	(void)unused;
	tell(client, ports, sizeof(ports));
	for (const struct connection *c = plan; c < plan + CONNECTIONS; c++) {
		int fd = accept_from(listeners[c->version]);

		for (unsigned i = 0; i < c->requests; i++)
			answer(fd, index++, &tallies[c->version]);
		if (c->ending == BY_CLIENT)
			expect_end(fd);
		if (c->ending == ABORTED)
			be_aborted(client, fd, &tallies[c->version]);
		close(fd);
	}
	tell(client, tallies, sizeof(tallies));
}
