/* Connections that end in another way than by a close when all is said and read. */
#include "traffic.h"

#include <errno.h>
#include <unistd.h>

enum { TURNS = 2, UNANSWERED = 2003 };

static const struct service late = { .family = AF_INET, .request = 1409, .response = 40009, .connections = 1 };
static const struct service aborted = { .family = AF_INET, .request = 1423, .response = 919 };
static const struct service aborting = { .family = AF_INET, .request = 1427, .response = 929 };

static void serve_late(struct peer client, const void *plan)
{
	struct served served = { .tally = { 1, late.request, late.response } };
	int listener = open_service(client, plan), fd = accept_from(listener);

	read_message(fd, late.request);
	expect_end(fd);
	write_message(fd, late.response / 2);
	sleep_us(150000);
	write_message(fd, late.response - late.response / 2);
	close(fd);
	/* The first is the word that all is said. */
	tell(client, "c", 1);
	tell(client, &served, sizeof(served));
}

/*
 * The client shuts its side down and is answered only then, in two parts. It reads long after the server has closed too: for
 * the kernel the connection is over by then, and all that is received was received after its end.
 */
struct outcome run_half_close(void)
{
	struct visit visit = start_visit_to(serve_late, &late);
	int fd = open_connection(&visit);
	char said;

	write_message(fd, late.request);
	if (shutdown(fd, SHUT_WR))
		die("shutdown: %m");
	hear(visit.server, &said, 1);
	sleep_us(150000);
	read_message(fd, late.response);
	expect_end(fd);
	count(&visit, 1);
	close_connection(&visit, fd, 1);
	return end_visit(&visit);
}

/* The next close is a reset. */
static void let_close_reset(int fd)
{
	const struct linger reset = { .l_onoff = 1, .l_linger = 0 };

	if (setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset)))
		die("SO_LINGER: %m");
}

static void expect_reset(int fd)
{
	char more;

	if (read(fd, &more, 1) != -1 || errno != ECONNRESET)
		die("a connection that was reset did not look like one: %m");
}

/* Answers some requests, then reads one that it will not answer. */
static struct served answer_all_but_last(int fd, const struct service *service)
{
	struct served served = { 0 };

	for (int i = 0; i < TURNS; i++)
		if (!answer(fd, service, &served.tally))
			die("the client ended too early");
	read_message(fd, UNANSWERED);
	served.tally.sent += UNANSWERED;
	return served;
}

static void be_aborted(struct peer client, const void *plan)
{
	int listener = open_service(client, plan), fd = accept_from(listener);
	struct served served = answer_all_but_last(fd, plan);

	tell(client, "r", 1);
	expect_reset(fd);
	tell(client, &served, sizeof(served));
}

static void abort_client(struct peer client, const void *plan)
{
	int listener = open_service(client, plan), fd = accept_from(listener);
	struct served served = answer_all_but_last(fd, plan);

	check_tcp(fd, served.tally.received, served.tally.sent);
	let_close_reset(fd);
	close(fd);
	tell(client, &served, sizeof(served));
}

static int ask_in_vain(struct visit *visit)
{
	int fd = open_connection(visit);

	ask(visit, fd, TURNS);
	write_message(fd, UNANSWERED);
	visit->outcome.tally.sent += UNANSWERED;
	visit->outcome.unanswered = 1;
	visit->outcome.unanswered_sent = UNANSWERED;
	visit->outcome.aborted = 1;
	return fd;
}

struct outcome run_abort(void)
{
	struct visit visit = start_visit_to(be_aborted, &aborted);
	int fd = ask_in_vain(&visit);
	char was_read;

	/* A reset throws away what the other side has not read yet. */
	hear(visit.server, &was_read, 1);
	check_tcp(fd, visit.outcome.tally.sent, visit.outcome.tally.received);
	let_close_reset(fd);
	close(fd);
	visit.outcome.side = "client";
	return end_visit(&visit);
}

/* The client sits in a read as the reset comes. */
struct outcome run_abort_server(void)
{
	struct visit visit = start_visit_to(abort_client, &aborting);
	int fd = ask_in_vain(&visit);

	expect_reset(fd);
	close(fd);
	visit.outcome.side = "server";
	return end_visit(&visit);
}
