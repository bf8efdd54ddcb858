/* Each thread accepts a connection, answers until it ends, and accepts the next: the same for long and short connections. */
#include "flood.h"

#include <errno.h>
#include <unistd.h>

struct worker {
	pthread_t thread;
	int listener;
	uint64_t answered;
};

static void *work(void *argument)
{
	struct worker *worker = argument;
	struct sockaddr_storage from;

	for (;;) {
		socklen_t size = sizeof(from);
		int fd = accept(worker->listener, (struct sockaddr *)&from, &size);

		/* The listener was shut down: all is done. */
		if (fd < 0 && errno == EINVAL)
			return NULL;
		if (fd < 0)
			die("accept: %m");
		while (read_message_or_end(fd, REQUEST)) {
			write_message(fd, RESPONSE);
			worker->answered++;
		}
		close(fd);
	}
}

void serve_flood(struct peer client, const void *plan)
{
	const struct flood *flood = plan;
	struct worker *workers = allocate(flood->connections, sizeof(*workers));
	uint16_t port;
	int listener = listen_tcp(AF_INET, &port);
	uint64_t answered = 0;
	char all_closed;

	for (uint64_t i = 0; i < flood->connections; i++) {
		workers[i].listener = listener;
		workers[i].thread = start_thread(work, &workers[i]);
	}
	tell(client, &port, sizeof(port));
	hear(client, &all_closed, 1);
	if (shutdown(listener, SHUT_RDWR))
		die("shut down the listener: %m");
	for (uint64_t i = 0; i < flood->connections; i++) {
		join_thread(workers[i].thread);
		answered += workers[i].answered;
	}
	tell(client, &answered, sizeof(answered));
}

void end_flood(struct peer server, uint64_t requests)
{
	uint64_t answered;

	tell(server, "c", 1);
	hear(server, &answered, sizeof(answered));
	end_child(server);
	if (answered != requests)
		die("the server answered %llu requests, not %llu", (unsigned long long)answered, (unsigned long long)requests);
}
