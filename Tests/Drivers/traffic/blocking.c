/* Non-blocking sockets and epoll: many calls are refused (EAGAIN) or cut short, and only what they return is traffic. */
#include "traffic.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

/*
 * A socket has room for this much each way, at most the double. It is more than a segment of the loopback, or each would wait
 * for a delayed acknowledgement; and far less than a request, so that some of each must be refused as long as nobody reads.
 */
enum { ROOM_TO_SEND = 40 << 10, ROOM_UNREAD = 256 << 10, LARGEST = 8000009 };

struct plan {
	size_t request, response;
	unsigned turns;
	unsigned trials; /* reads before each request, when nothing can be there */
};

static const struct plan refusals = { .request = 2000003, .response = 883, .turns = 5, .trials = 200 };
static const struct plan cuts = { .request = LARGEST, .response = 2000003, .turns = 3 };

/* Never written, so it is no memory. */
static char zeros[LARGEST];

struct eager {
	int fd, epoll;
	unsigned cut;
};

static void set_room(int fd, int option, int room)
{
	if (setsockopt(fd, SOL_SOCKET, option, &room, sizeof(room)))
		die("the room of a socket: %m");
}

static struct eager make_eager(int fd)
{
	struct eager eager = { .fd = fd, .epoll = epoll_create1(EPOLL_CLOEXEC) };
	struct epoll_event event = { 0 };

	set_room(fd, SO_SNDBUF, ROOM_TO_SEND);
	set_room(fd, SO_RCVBUF, ROOM_UNREAD);
	if (fcntl(fd, F_SETFL, O_NONBLOCK))
		die("fcntl: %m");
	if (eager.epoll < 0 || epoll_ctl(eager.epoll, EPOLL_CTL_ADD, fd, &event))
		die("epoll: %m");
	return eager;
}

static void close_eager(const struct eager *eager)
{
	close(eager->epoll);
	close(eager->fd);
}

static void expect_refusal(void)
{
	if (errno != EAGAIN)
		die("a non-blocking socket: %m");
}

static void await(const struct eager *eager, uint32_t what)
{
	struct epoll_event event = { .events = what };

	if (epoll_ctl(eager->epoll, EPOLL_CTL_MOD, eager->fd, &event) || epoll_wait(eager->epoll, &event, 1, -1) != 1)
		die("epoll: %m");
}

/* Asks for all there is each time. Whoever waits for it hears of the first refusal. */
static void send_eagerly(struct eager *eager, size_t size, const struct peer *waiting)
{
	while (size) {
		ssize_t done = write(eager->fd, zeros, size);

		if (done >= 0) {
			eager->cut += (size_t)done < size;
			size -= done;
			continue;
		}
		expect_refusal();
		if (waiting)
			tell(*waiting, "r", 1);
		waiting = NULL;
		await(eager, EPOLLOUT);
	}
	if (waiting)
		die("no write was refused");
}

static void receive_eagerly(const struct eager *eager, size_t size)
{
	char block[MESSAGE_BLOCK];

	while (size) {
		ssize_t done = read(eager->fd, block, size < sizeof(block) ? size : sizeof(block));

		if (done < 0) {
			expect_refusal();
			await(eager, EPOLLIN);
			continue;
		}
		if (!done)
			die("the other side ended %zu bytes too early", size);
		size -= done;
	}
}

static void try_reading(const struct eager *eager, unsigned trials)
{
	char byte;

	for (unsigned i = 0; i < trials; i++)
		if (read(eager->fd, &byte, 1) != -1 || errno != EAGAIN)
			die("read where nothing is: %m");
}

static struct tally planned(const struct plan *plan)
{
	return (struct tally){ plan->turns, plan->turns * plan->request, plan->turns * plan->response };
}

static void serve_eagerly(struct peer client, const void *argument)
{
	const struct plan *plan = argument;
	struct served served = { .tally = planned(plan) };
	int listener = open_tcp_server(client, AF_INET);
	struct eager eager = make_eager(accept_from(listener));
	char client_was_refused;

	for (unsigned i = 0; i < plan->turns; i++) {
		hear(client, &client_was_refused, 1);
		receive_eagerly(&eager, plan->request);
		send_eagerly(&eager, plan->response, NULL);
	}
	tell(client, &served, sizeof(served));
	close_eager(&eager);
}

static struct outcome run(const struct plan *plan)
{
	struct visit visit = start_bare_visit(serve_eagerly, plan);
	struct eager eager = make_eager(connect_tcp(AF_INET, visit.outcome.port));

	visit.outcome.opened = 1;
	visit.outcome.tally = planned(plan);
	for (unsigned i = 0; i < plan->turns; i++) {
		try_reading(&eager, plan->trials);
		send_eagerly(&eager, plan->request, &visit.server);
		receive_eagerly(&eager, plan->response);
	}
	if (!eager.cut)
		die("no write was cut short");
	check_tcp(eager.fd, visit.outcome.tally.sent, visit.outcome.tally.received);
	close_eager(&eager);
	return end_visit(&visit);
}

struct outcome run_eagain(void)
{
	return run(&refusals);
}

struct outcome run_partial(void)
{
	return run(&cuts);
}
