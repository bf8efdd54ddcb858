/* Threads that share a connection, and threads with one each. */
#include "traffic.h"

enum { SHARING = 3, TURNS = 60, CONNECTIONS = 4, EACH = 250 };

static const struct service to_sharing = { .family = AF_INET, .request = 1429, .response = 937, .connections = 1 };
static const struct service to_parallel = { .family = AF_INET, .request = 1433, .response = 941, .connections = CONNECTIONS };

/* One step is a whole message, and has come back from its call before the next is begun by another thread. */
struct sharing {
	pthread_mutex_t lock;
	pthread_cond_t stepped;
	unsigned step;
	int fd;
};

struct sharer {
	pthread_t thread;
	struct sharing *sharing;
	unsigned number;
};

static void make_step(const struct sharing *sharing)
{
	if (sharing->step % 2)
		read_message(sharing->fd, to_sharing.response);
	else
		write_message(sharing->fd, to_sharing.request);
}

/* With an odd number of threads each has to write and to read in turn, and no two that follow another are the same. */
static void *take_turns(void *argument)
{
	const struct sharer *me = argument;
	struct sharing *sharing = me->sharing;

	pthread_mutex_lock(&sharing->lock);
	while (sharing->step < 2 * TURNS) {
		if (sharing->step % SHARING != me->number) {
			pthread_cond_wait(&sharing->stepped, &sharing->lock);
			continue;
		}
		make_step(sharing);
		sharing->step++;
		pthread_cond_broadcast(&sharing->stepped);
	}
	pthread_mutex_unlock(&sharing->lock);
	return NULL;
}

struct outcome run_threads_shared(void)
{
	struct visit visit = start_visit(&to_sharing);
	struct sharing sharing = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, open_connection(&visit) };
	struct sharer sharers[SHARING];

	for (unsigned i = 0; i < SHARING; i++) {
		sharers[i] = (struct sharer){ .sharing = &sharing, .number = i };
		sharers[i].thread = start_thread(take_turns, &sharers[i]);
	}
	for (unsigned i = 0; i < SHARING; i++)
		join_thread(sharers[i].thread);
	count(&visit, TURNS);
	close_connection(&visit, sharing.fd, TURNS);
	visit.outcome.side = "client";
	return end_visit(&visit);
}

/* Each with a copy of the visit, whose counts are put together at the end. */
struct asker {
	pthread_t thread;
	struct visit visit;
};

static void *ask_alone(void *argument)
{
	struct asker *asker = argument;
	int fd = open_connection(&asker->visit);

	ask(&asker->visit, fd, EACH);
	close_connection(&asker->visit, fd, EACH);
	return NULL;
}

struct outcome run_threads_parallel(void)
{
	struct visit visit = start_visit(&to_parallel);
	struct asker askers[CONNECTIONS];

	for (unsigned i = 0; i < CONNECTIONS; i++) {
		askers[i].visit = visit;
		askers[i].thread = start_thread(ask_alone, &askers[i]);
	}
	for (unsigned i = 0; i < CONNECTIONS; i++) {
		join_thread(askers[i].thread);
		count(&visit, askers[i].visit.outcome.tally.requests);
		visit.outcome.opened += askers[i].visit.outcome.opened;
	}
	visit.outcome.side = "client";
	return end_visit(&visit);
}
