/* A server accepts and another process goes on with the connection, which has inherited it or got it by SCM_RIGHTS. */
#include "traffic.h"

#include <unistd.h>

enum { BY_FIRST = 2, BY_SECOND = 3 };

static const struct service forking = { .family = AF_INET, .request = 1361, .response = 859 };
static const struct service passing = { .family = AF_INET, .request = 1367, .response = 863 };

struct job {
	const struct service *service;
	int fd, rights;
};

static void answer_rest(int fd, const struct service *service, struct peer parent)
{
	struct tally tally = { 0 };

	while (answer(fd, service, &tally))
		;
	close(fd);
	tell(parent, &tally, sizeof(tally));
}

static void answer_inherited(struct peer parent, const void *plan)
{
	const struct job *job = plan;

	answer_rest(job->fd, job->service, parent);
}

static void answer_taken(struct peer parent, const void *plan)
{
	const struct job *job = plan;

	answer_rest(take_descriptor(job->rights), job->service, parent);
}

static void answer_first(int fd, const struct service *service, struct served *served)
{
	for (int i = 0; i < BY_FIRST; i++)
		if (!answer(fd, service, &served->tally))
			die("the client ended too early");
}

static void await_rest(struct peer second, struct served *served, struct peer client)
{
	struct tally rest;

	hear(second, &rest, sizeof(rest));
	end_child(second);
	served->tally.requests += rest.requests;
	served->tally.sent += rest.sent;
	served->tally.received += rest.received;
	served->second = second.pid;
	tell(client, served, sizeof(*served));
}

static void serve_by_fork(struct peer client, const void *plan)
{
	struct job job = { .service = plan };
	struct served served = { 0 };
	struct peer second;
	int listener = open_service(client, plan);

	job.fd = accept_from(listener);
	answer_first(job.fd, plan, &served);
	second = start_child("drv-server", answer_inherited, &job);
	close(job.fd);
	await_rest(second, &served, client);
}

static void serve_by_passing(struct peer client, const void *plan)
{
	struct job job = { .service = plan };
	struct served served = { 0 };
	struct peer second;
	int listener = open_service(client, plan), ends[2], fd;

	open_rights(ends);
	job.rights = ends[1];
	second = start_child("drv-server", answer_taken, &job);
	fd = accept_from(listener);
	answer_first(fd, plan, &served);
	pass_descriptor(ends[0], fd);
	close(fd);
	await_rest(second, &served, client);
}

static struct outcome visit_handover(void (*serve)(struct peer client, const void *plan), const struct service *service)
{
	struct visit visit = start_visit_to(serve, service);
	int fd = open_connection(&visit);

	ask(&visit, fd, BY_FIRST + BY_SECOND);
	close_connection(&visit, fd, BY_FIRST + BY_SECOND);
	visit.outcome.side = "server";
	return end_visit(&visit);
}

struct outcome run_fork_server(void)
{
	return visit_handover(serve_by_fork, &forking);
}

struct outcome run_passing_server(void)
{
	return visit_handover(serve_by_passing, &passing);
}
