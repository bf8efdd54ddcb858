/* The other end of the connections: clients of the two, or their server. */
#include "passing.h"

#include <unistd.h>

void visit(struct peer first, const void *plan)
{
	const struct visits *visits = plan;
	struct share share = { .opened = visits->count };
	uint16_t port;

	hear(first, &port, sizeof(port));
	for (unsigned i = 0; i < visits->count; i++) {
		const unsigned times = visits->requests[i];
		int fd = connect_tcp(AF_INET, port);

		ask(fd, times, &share);
		check_tcp(fd, times * REQUEST, times * RESPONSE);
		close(fd);
	}
	tell(first, &share, sizeof(share));
}

void be_visited(struct peer first, const void *unused)
{
	struct share share = { .opened = 1 };
	uint16_t port;
	int listener = listen_tcp(AF_INET, &port), fd;

	(void)unused;
	tell(first, &port, sizeof(port));
	fd = accept_from(listener);
	answer_to_end(fd, &share);
	close(fd);
	tell(first, &share, sizeof(share));
}
