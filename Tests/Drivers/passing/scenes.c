/* The first, and what it has the second and their partner do. */
#include "passing.h"

#include <unistd.h>

static struct peer start_second(const char *name, void (*work)(struct peer first, const void *move), const struct move *move)
{
	struct peer second = start_child(name, work, move);
	char has_moved;

	hear(second, &has_moved, 1);
	return second;
}

/* The partner is started first, so that it has no copy of what the two share. */
static int listen_for(struct peer partner, uint16_t *port)
{
	int fd = listen_tcp(AF_INET, port);

	tell(partner, port, sizeof(*port));
	return fd;
}

static void hear_shares(struct result *result, struct peer second, struct peer partner)
{
	hear(second, &result->second, sizeof(result->second));
	hear(partner, &result->partner, sizeof(result->partner));
	end_child(second);
	end_child(partner);
	result->second_pid = second.pid;
	result->partner_pid = partner.pid;
}

/* A accepts, the connection goes to B. The child is there before, so that it inherits nothing. */
struct result run_descriptor(struct move *move)
{
	struct result result = { .first.opened = 1 };
	struct visits visits = { .count = 1, .requests = { BY_FIRST + BY_SECOND } };
	struct peer partner = start_child("drv-client", visit, &visits), second;
	int ends[2], listener, fd;

	open_rights(ends);
	move->rights = ends[1];
	second = start_second("drv-server", take_and_answer, move);
	listener = listen_for(partner, &result.port);
	fd = accept_from(listener);
	answer(fd, BY_FIRST, &result.first);
	pass_descriptor(ends[0], fd);
	close(fd);
	hear_shares(&result, second, partner);
	return result;
}

/* A connects, the connection goes to B. */
struct result run_descriptor_client(struct move *move)
{
	struct result result = { .first.opened = 1 };
	struct peer partner = start_server(be_visited, NULL), second;
	int ends[2], fd;

	open_rights(ends);
	move->rights = ends[1];
	second = start_second("drv-client", take_and_ask, move);
	hear(partner, &result.port, sizeof(result.port));
	fd = connect_tcp(AF_INET, result.port);
	ask(fd, BY_FIRST, &result.first);
	pass_descriptor(ends[0], fd);
	close(fd);
	hear_shares(&result, second, partner);
	return result;
}

/* A listens and accepts one connection; the next ones, on the same listener, are accepted by its child in B. */
struct result run_inherited(struct move *move)
{
	struct result result = { .first.opened = 1 };
	struct visits visits = { .count = 1 + CONNECTIONS_OF_SECOND, .requests = { BY_FIRST, BY_SECOND, BY_SECOND } };
	struct peer partner = start_child("drv-client", visit, &visits), second;
	int fd;

	move->listener = listen_for(partner, &result.port);
	second = start_second("drv-server", accept_and_answer, move);
	fd = accept_from(move->listener);
	answer_to_end(fd, &result.first);
	close(fd);
	tell(second, "g", 1);
	hear_shares(&result, second, partner);
	return result;
}

/* A listens, and never accepts. What the service in B did is what its clients say, and its good end confirms. */
struct result run_activated(struct move *move)
{
	struct result result = { 0 };
	struct visits visits = { .count = CONNECTIONS_OF_SECOND, .requests = { BY_SECOND, BY_SECOND } };
	struct peer partner = start_child("drv-client", visit, &visits), second;

	move->listener = listen_for(partner, &result.port);
	second = start_second("drv-server", become_activated, move);
	hear(partner, &result.partner, sizeof(result.partner));
	end_child(second);
	end_child(partner);
	result.second = result.partner;
	result.second_pid = second.pid;
	result.partner_pid = partner.pid;
	return result;
}
