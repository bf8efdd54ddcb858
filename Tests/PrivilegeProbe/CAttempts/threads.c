// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include "CAttempts.h"
#include "scratch.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t never = PTHREAD_COND_INITIALIZER;

static void *wait_forever(void *unused)
{
	pthread_mutex_lock(&lock);
	for (;;)
		pthread_cond_wait(&never, &lock);
	return unused;
}

static void *poll_forever(void *unused)
{
	struct epoll_event event;
	int fd = epoll_create1(EPOLL_CLOEXEC);

	for (;;)
		epoll_wait(fd, &event, 1, -1);
	return unused;
}

static void *sleep_forever(void *unused)
{
	struct timespec hour = { .tv_sec = 3600 };

	for (;;)
		nanosleep(&hour, NULL);
	return unused;
}

static void *spin_forever(void *unused)
{
	for (volatile unsigned long i = 0;; i++)
		;
	return unused;
}

static void *nothing(void *unused) { return unused; }

static void *churn(void *unused)
{
	pthread_t thread;

	for (;;)
		if (!pthread_create(&thread, NULL, nothing, NULL))
			pthread_join(thread, NULL);
	return unused;
}

// One after the other, each started by the one before it.
static void *relay(void *unused)
{
	struct timespec moment = { .tv_nsec = 100000 };
	pthread_t next;

	nanosleep(&moment, NULL);
	while (pthread_create(&next, NULL, relay, NULL))
		;
	pthread_detach(pthread_self());
	return unused;
}

bool attempt_thread(const char *kind)
{
	static const struct { const char *kind; void *(*run)(void *); } kinds[] = {
		{ "wait", wait_forever }, { "poll", poll_forever }, { "sleep", sleep_forever }, { "spin", spin_forever }, { "churn", churn },
		{ "relay", relay }, { "deaf", wait_forever },
	};
	sigset_t blocked, before;
	pthread_t thread;
	bool is_started = false;

	// A thread begins with the mask of the one that starts it.
	strcmp(kind, "deaf") ? sigemptyset(&blocked) : sigfillset(&blocked);
	pthread_sigmask(SIG_BLOCK, &blocked, &before);
	for (unsigned i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (!strcmp(kind, kinds[i].kind))
			is_started = pthread_create(&thread, NULL, kinds[i].run, NULL) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return is_started;
}
