/*
 * What a program that counts calls can miss of what TCP counts, in exact amounts: nothing; bytes that came and nobody read;
 * bytes that left the socket by splice; bytes from before it looked. The client is the one to whom it happens.
 */
#define _GNU_SOURCE
#include "common/common.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { REQUEST = 1489, RESPONSE = 1009 };

struct plan {
	const char *kind;
	unsigned earlier, turns;
	size_t spliced; /* of each response */
	size_t unread;	/* what the server sends after all else */
};

static const struct plan plans[] = {
	{ "plain", .turns = 5 },
	{ "unread", .turns = 5, .unread = 7001 },
	{ "splice", .turns = 5, .spliced = 601 },
	{ "earlier", .earlier = 2, .turns = 3 },
	{ 0 },
};

static const char usage[] = "plain | unread | splice | earlier GATE-FILE";

/* Who closes with bytes unread resets. */
static void expect_ending(int fd, bool reset)
{
	char more;
	ssize_t done = read(fd, &more, 1);

	if (reset ? done != -1 || errno != ECONNRESET : done != 0)
		die("the connection did not end as planned: %m");
}

static void serve(struct peer client, const void *argument)
{
	const struct plan *plan = argument;
	uint16_t port;
	int listener = listen_tcp(AF_INET, &port), fd;

	tell(client, &port, sizeof(port));
	fd = accept_from(listener);
	for (unsigned i = 0; i < plan->earlier + plan->turns; i++) {
		read_message(fd, REQUEST);
		write_message(fd, RESPONSE);
	}
	write_message(fd, plan->unread);
	expect_ending(fd, plan->unread);
	close(fd);
}

static void splice_out(int fd, size_t size)
{
	int ends[2];
	ssize_t done;

	if (pipe2(ends, O_CLOEXEC))
		die("pipe: %m");
	done = splice(fd, NULL, ends[1], NULL, size, 0);
	if (done != (ssize_t)size)
		die("splice moved %zd of %zu bytes: %m", done, size);
	read_message(ends[0], size);
	close(ends[0]);
	close(ends[1]);
}

static void ask(int fd, unsigned times, size_t spliced)
{
	for (unsigned i = 0; i < times; i++) {
		write_message(fd, REQUEST);
		if (spliced)
			splice_out(fd, spliced);
		read_message(fd, RESPONSE - spliced);
	}
}

static void await_unread(int fd, size_t size)
{
	int waiting;

	do {
		sleep_us(1000);
		if (ioctl(fd, FIONREAD, &waiting))
			die("FIONREAD: %m");
	} while ((size_t)waiting < size);
}

/* Requests and bytes of this phase alone; TCP's own are of all the connection's life. */
static void print(const struct plan *plan, const char *phase, struct peer server, uint16_t port, unsigned turns, unsigned earlier)
{
	json_open();
	json_text("kind", plan->kind);
	json_text("phase", phase);
	json_count("port", port);
	json_tally((struct tally){ turns, turns * REQUEST, turns * RESPONSE });
	json_count("spliced", turns * plan->spliced);
	json_count("unread", plan->unread);
	json_count("earlier_requests", earlier);
	json_count("earlier_sent", earlier * REQUEST);
	json_count("earlier_received", earlier * RESPONSE);
	json_count("tcp_sent", (earlier + turns) * REQUEST);
	json_count("tcp_received", (earlier + turns) * RESPONSE + plan->unread);
	json_pids(server);
	json_close();
}

static void run(const struct plan *plan, const char *gate)
{
	const unsigned all = plan->earlier + plan->turns;
	struct peer server = start_server(serve, plan);
	uint16_t port;
	int fd;

	hear(server, &port, sizeof(port));
	fd = connect_tcp(AF_INET, port);
	if (gate) {
		ask(fd, plan->earlier, 0);
		print(plan, "ready", server, port, plan->earlier, 0);
		await_file(gate);
	}
	ask(fd, plan->turns, plan->spliced);
	if (plan->unread)
		await_unread(fd, plan->unread);
	check_tcp(fd, all * REQUEST, all * RESPONSE + plan->unread);
	close(fd);
	end_child(server);
	print(plan, "done", server, port, plan->turns, plan->earlier);
}

int main(int argc, char **argv)
{
	for (const struct plan *plan = plans; argc > 1 && plan->kind; plan++) {
		if (strcmp(plan->kind, argv[1]) || argc != (plan->earlier ? 3 : 2))
			continue;
		begin("drv-client", 300);
		run(plan, argv[2]);
		return 0;
	}
	wrong_use(usage);
}
