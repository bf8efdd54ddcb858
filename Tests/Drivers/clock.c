/*
 * A server that times itself: from the return of the read that got a request to the return of the write that sent the response,
 * with a known delay between them. The client times the same requests from before its write to after its read.
 */
#include "common/common.h"

#include <unistd.h>

static const char usage[] = "[--delay-us N] [--requests N] [--connections N]";

enum { REQUEST = 97, RESPONSE = 193 };

struct work {
	uint64_t delay_us, requests, connections;
};

/* One connection: its socket, how many requests, and where their times go. */
struct job {
	pthread_t thread;
	int fd;
	uint64_t requests, delay_us;
	uint64_t *took_ns;
};

static void *answer_all(void *argument)
{
	struct job *job = argument;

	for (uint64_t i = 0; i < job->requests; i++) {
		uint64_t have;

		read_message(job->fd, REQUEST);
		have = now_ns();
		sleep_us(job->delay_us);
		write_message(job->fd, RESPONSE);
		job->took_ns[i] = now_ns() - have;
	}
	expect_end(job->fd);
	close(job->fd);
	return NULL;
}

static void *ask_all(void *argument)
{
	struct job *job = argument;

	for (uint64_t i = 0; i < job->requests; i++) {
		uint64_t start = now_ns();

		write_message(job->fd, REQUEST);
		read_message(job->fd, RESPONSE);
		job->took_ns[i] = now_ns() - start;
	}
	check_tcp(job->fd, job->requests * REQUEST, job->requests * RESPONSE);
	close(job->fd);
	return NULL;
}

/* Both sides open the connections one after the other, so the same job on both has the same connection. */
static int next_connection(int listener, uint16_t port)
{
	return listener < 0 ? connect_tcp(AF_INET, port) : accept_from(listener);
}

/* Returns the times of all requests, sorted. The side with a listener accepts, the other connects to the port. */
static uint64_t *run(const struct work *work, int listener, uint16_t port)
{
	struct job *jobs = allocate(work->connections, sizeof(*jobs));
	uint64_t *took_ns = allocate(work->requests, sizeof(*took_ns)), *next = took_ns;

	for (uint64_t i = 0; i < work->connections; i++) {
		jobs[i].fd = next_connection(listener, port);
		jobs[i].requests = share_of(work->requests, work->connections, i);
		jobs[i].delay_us = work->delay_us;
		jobs[i].took_ns = next;
		next += jobs[i].requests;
	}
	for (uint64_t i = 0; i < work->connections; i++)
		jobs[i].thread = start_thread(listener < 0 ? ask_all : answer_all, &jobs[i]);
	for (uint64_t i = 0; i < work->connections; i++)
		join_thread(jobs[i].thread);
	sort_ns(took_ns, work->requests);
	return took_ns;
}

static void serve(struct peer client, const void *plan)
{
	const struct work *work = plan;
	uint16_t port;
	int listener = listen_tcp(AF_INET, &port);

	tell(client, &port, sizeof(port));
	tell(client, run(work, listener, 0), work->requests * sizeof(uint64_t));
}

static void print(const struct work *work, struct peer server, uint16_t port, const uint64_t *client_ns,
		  const uint64_t *server_ns)
{
	json_open();
	json_count("port", port);
	json_tally((struct tally){ work->requests, work->requests * REQUEST, work->requests * RESPONSE });
	json_count("connections", work->connections);
	json_count("delay_us", work->delay_us);
	json_pids(server);
	json_list("server_ns", server_ns, work->requests);
	json_list("client_ns", client_ns, work->requests);
	json_close();
}

int main(int argc, char **argv)
{
	struct work work = {
		.delay_us = take_number(&argc, argv, "--delay-us", 5000),
		.requests = take_number(&argc, argv, "--requests", 200),
		.connections = take_number(&argc, argv, "--connections", 4),
	};
	uint64_t *client_ns, *server_ns;
	struct peer server;
	uint16_t port;

	if (argc != 1 || !work.connections)
		wrong_use(usage);
	begin("drv-client", 120);
	server = start_server(serve, &work);
	hear(server, &port, sizeof(port));
	client_ns = run(&work, -1, port);
	server_ns = allocate(work.requests, sizeof(*server_ns));
	hear(server, server_ns, work.requests * sizeof(*server_ns));
	end_child(server);
	print(&work, server, port, client_ns, server_ns);
	return 0;
}
