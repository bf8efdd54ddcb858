/*
 * A process with two connections becomes another program. One of them is closed on the way, as its descriptor asks for; the
 * other stays, and the new program goes on with it, which it knows by its number alone.
 */
#include "traffic.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { BEFORE = 2, AFTER = 3 };

static const struct service service = { .family = AF_INET, .request = 1373, .response = 877, .connections = 2 };

static void become(int fd)
{
	char number[16];

	snprintf(number, sizeof(number), "%d", fd);
	if (fcntl(fd, F_SETFD, 0))
		die("fcntl: %m");
	execl("/proc/self/exe", "traffic", "--go-on", number, NULL);
	die("become another program: %m");
}

static void ask_and_become(struct peer parent, const void *plan)
{
	struct visit *visit = *(struct visit *const *)plan;
	int stays = open_connection(visit), goes = open_connection(visit);

	(void)parent;
	ask(visit, stays, BEFORE);
	ask(visit, goes, BEFORE);
	become(stays);
}

struct outcome run_exec(void)
{
	struct visit visit = start_visit(&service), *of_child = &visit;
	struct peer child = start_child("drv-client", ask_and_become, &of_child);

	end_child(child);
	count(&visit, 2 * BEFORE + AFTER);
	visit.outcome.opened = 2;
	visit.outcome.client = child.pid;
	visit.outcome.side = "client";
	return end_visit(&visit);
}

int go_on_after_exec(int argc, char **argv)
{
	struct visit visit = { .service = &service };
	uint64_t fd;

	if (argc != 3 || !parse_number(argv[2], &fd))
		die("--go-on is for this program alone");
	begin("drv-client", 60);
	ask(&visit, fd, AFTER);
	close_connection(&visit, fd, BEFORE + AFTER);
	return 0;
}
