/* A client begins a connection and another process goes on with it, which has inherited it or got it by SCM_RIGHTS. */
#include "traffic.h"

#include <unistd.h>

enum { BEFORE = 2, BY_SECOND = 3, AFTER = 2 };

static const struct service inherited = { .family = AF_INET, .request = 1321, .response = 853, .connections = 1 };
static const struct service passed = { .family = AF_INET, .request = 1327, .response = 857, .connections = 1 };

/* What the second process works on: a connection, or the end of a socket by which one will come. */
struct job {
	struct visit *visit;
	int fd, rights;
};

static void ask_as_child(struct peer parent, const void *plan)
{
	const struct job *job = plan;

	(void)parent;
	ask(job->visit, job->fd, BY_SECOND);
}

/* Both have the socket; neither uses it while the other does. */
struct outcome run_fork(void)
{
	struct visit visit = start_visit(&inherited);
	struct job job = { .visit = &visit, .fd = open_connection(&visit) };
	struct peer child;

	ask(&visit, job.fd, BEFORE);
	child = start_child("drv-client", ask_as_child, &job);
	end_child(child);
	count(&visit, BY_SECOND);
	ask(&visit, job.fd, AFTER);
	close_connection(&visit, job.fd, BEFORE + BY_SECOND + AFTER);
	visit.outcome.side = "client";
	visit.outcome.second = child.pid;
	return end_visit(&visit);
}

static void ask_on_taken(struct peer parent, const void *plan)
{
	const struct job *job = plan;
	int fd = take_descriptor(job->rights);

	(void)parent;
	ask(job->visit, fd, BY_SECOND);
	close_connection(job->visit, fd, BEFORE + BY_SECOND);
}

/* The second process is there before the connection is, so that it cannot have inherited it. */
struct outcome run_passing(void)
{
	struct visit visit = start_visit(&passed);
	struct job job = { .visit = &visit };
	struct peer second;
	int ends[2], fd;

	open_rights(ends);
	job.rights = ends[1];
	second = start_child("drv-client", ask_on_taken, &job);
	fd = open_connection(&visit);
	ask(&visit, fd, BEFORE);
	pass_descriptor(ends[0], fd);
	close(fd);
	close(ends[0]);
	close(ends[1]);
	end_child(second);
	count(&visit, BY_SECOND);
	visit.outcome.side = "client";
	visit.outcome.second = second.pid;
	return end_visit(&visit);
}
