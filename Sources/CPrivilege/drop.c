// SPDX-License-Identifier: Apache-2.0
// Dropping in every thread. libcap's libpsx does it the same way; glibc does so for setuid, but for nothing else.
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include "internal.h"

// Dispatch's threads, on which Swift's tasks run and from which NIO's are made, block every signal but the synchronous ones and
// SIGPIPE, SIGPROF and this (libdispatch, _dispatch_sigmask): a real-time signal would never reach them.
#define DROP_SIGNAL SIGSYS
#define ROUNDS 200
#define PATIENCE 5000 // looks whether one thread has answered
#define WAIT_NANOSECONDS 1000000

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static _Atomic uint64_t keep_in_handler;
static _Atomic uint32_t answered; // the thread that did it last; waited for as a futex

static void drop_here(int signal)
{
	int error = errno;

	(void)signal;
	weir_thread_drop(keep_in_handler);
	answered = syscall(SYS_gettid);
	syscall(SYS_futex, &answered, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
	errno = error;
}

// Has the thread do it. 0 also when it has ended.
static int ask(int thread)
{
	struct timespec wait = { .tv_nsec = WAIT_NANOSECONDS };
	struct weir_thread state;
	uint32_t last;

	answered = 0;
	if (syscall(SYS_tgkill, getpid(), thread, DROP_SIGNAL))
		return errno == ESRCH ? 0 : -errno;
	for (int i = 0; i < PATIENCE; i++) {
		last = answered;
		if (last == (uint32_t)thread || weir_thread_read(thread, &state) == -ESRCH || state.ended)
			return 0;
		syscall(SYS_futex, &answered, FUTEX_WAIT_PRIVATE, last, &wait, NULL, 0);
	}
	return -ETIMEDOUT;
}

static bool is_within(const struct weir_thread *state, uint64_t keep)
{
	return !((state->effective | state->permitted) & ~keep) && !state->inheritable && !state->ambient && state->no_new_privileges;
}

// One thread: 0 when there was nothing to do, 1 when it was asked, -errno.
static int settle(int thread, uint64_t keep, struct weir_drop *outcome)
{
	struct weir_thread state;
	int error = weir_thread_read(thread, &state);
	bool is_first = true;

	for (;; is_first = false) {
		if (error == -ESRCH || (!error && state.ended))
			return 0;
		outcome->thread = thread;
		memcpy(outcome->name, state.name, sizeof(outcome->name));
		if (error)
			return error;
		if (is_within(&state, keep)) {
			outcome->threads++;
			outcome->kept |= state.permitted;
			outcome->bounding |= state.bounding;
			return !is_first;
		}
		if (!is_first) {
			outcome->kept = (state.effective | state.permitted | state.inheritable | state.ambient) & ~keep;
			return -EPERM;
		}
		if (thread == (int)syscall(SYS_gettid))
			weir_thread_drop(keep);
		else
			error = ask(thread);
		if (!error)
			error = weir_thread_read(thread, &state);
	}
}

// A round that finds all threads and nothing to do is the end: no signal was under way during it, so all of them had dropped before it
// began, and what they start since then has no more than they have.
static int rounds(uint64_t keep, struct weir_threads *threads, struct weir_drop *outcome)
{
	for (int round = 0; round < ROUNDS; round++) {
		bool is_over;
		int result = weir_threads_list(threads);

		if (result)
			return result;
		is_over = threads->complete;
		*outcome = (struct weir_drop){};
		for (int i = 0; i < threads->count; i++) {
			result = settle(threads->ids[i], keep, outcome);
			if (result < 0)
				return result;
			is_over &= !result;
		}
		if (is_over)
			return 0;
	}
	return -EAGAIN;
}

int weir_privileges_drop(uint64_t keep, struct weir_drop *outcome)
{
	struct sigaction action = { .sa_handler = drop_here, .sa_flags = SA_RESTART | SA_ONSTACK }, before;
	struct weir_threads threads = {};
	int error;

	*outcome = (struct weir_drop){};
	pthread_mutex_lock(&one_at_a_time);
	keep_in_handler = keep;
	sigfillset(&action.sa_mask);
	sigaction(DROP_SIGNAL, &action, &before);
	error = rounds(keep, &threads, outcome);
	// Where one did not answer the signal waits for it, and without a handler would end the process.
	if (error != -ETIMEDOUT)
		sigaction(DROP_SIGNAL, &before, NULL);
	free(threads.ids);
	pthread_mutex_unlock(&one_at_a_time);
	return error;
}
