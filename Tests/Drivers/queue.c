/*
 * A single-threaded server that is busy with client A while the request of client B lies unread in its socket. B's request is
 * in the socket before the server starts its work for A, so each round it waits for at least all of that work.
 */
#include "common/common.h"

#include <unistd.h>

static const char usage[] = "[--wait-ms N] [--rounds N]";

enum { REQUEST_A = 53, RESPONSE_A = 101, REQUEST_B = 59, RESPONSE_B = 103 };

struct work {
	uint64_t wait_ms, rounds;
};

static void serve(struct peer client, const void *plan)
{
	const struct work *work = plan;
	uint16_t port;
	int listener = listen_tcp(AF_INET, &port), a, b;

	tell(client, &port, sizeof(port));
	a = accept_from(listener);
	b = accept_from(listener);
	for (uint64_t i = 0; i < work->rounds; i++) {
		uint64_t b_was_read;
		char b_is_written;

		read_message(a, REQUEST_A);
		tell(client, "a", 1);
		hear(client, &b_is_written, 1);
		sleep_us(work->wait_ms * 1000);
		write_message(a, RESPONSE_A);
		read_message(b, REQUEST_B);
		b_was_read = now_ns();
		write_message(b, RESPONSE_B);
		tell(client, &b_was_read, sizeof(b_was_read));
	}
	expect_end(a);
	expect_end(b);
}

/* Returns how long B's request lay unread. */
static uint64_t run_round(struct peer server, int a, int b)
{
	uint64_t b_was_written, b_was_read;
	char a_was_read;

	write_message(a, REQUEST_A);
	hear(server, &a_was_read, 1);
	write_message(b, REQUEST_B);
	b_was_written = now_ns();
	tell(server, "b", 1);
	read_message(a, RESPONSE_A);
	read_message(b, RESPONSE_B);
	hear(server, &b_was_read, sizeof(b_was_read));
	return b_was_read - b_was_written;
}

static void print(const struct work *work, struct peer server, uint16_t port, int a, int b, const uint64_t *queue_ns)
{
	json_open();
	json_count("port", port);
	json_count("client_port_a", local_port(a));
	json_count("client_port_b", local_port(b));
	json_count("rounds", work->rounds);
	json_count("wait_ms", work->wait_ms);
	json_tally((struct tally){ 2 * work->rounds, work->rounds * (REQUEST_A + REQUEST_B),
				   work->rounds * (RESPONSE_A + RESPONSE_B) });
	json_pids(server);
	json_list("queue_ns", queue_ns, work->rounds);
	json_close();
}

int main(int argc, char **argv)
{
	struct work work = {
		.wait_ms = take_number(&argc, argv, "--wait-ms", 30),
		.rounds = take_number(&argc, argv, "--rounds", 20),
	};
	uint64_t *queue_ns;
	struct peer server;
	uint16_t port;
	int a, b;

	if (argc != 1)
		wrong_use(usage);
	begin("drv-client", 120);
	server = start_server(serve, &work);
	hear(server, &port, sizeof(port));
	a = connect_tcp(AF_INET, port);
	b = connect_tcp(AF_INET, port);
	queue_ns = allocate(work.rounds, sizeof(*queue_ns));
	for (uint64_t i = 0; i < work.rounds; i++)
		queue_ns[i] = run_round(server, a, b);
	check_tcp(a, work.rounds * REQUEST_A, work.rounds * RESPONSE_A);
	check_tcp(b, work.rounds * REQUEST_B, work.rounds * RESPONSE_B);
	print(&work, server, port, a, b, queue_ns);
	close(a);
	close(b);
	end_child(server);
	return 0;
}
