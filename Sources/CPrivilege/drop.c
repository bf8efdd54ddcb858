// SPDX-License-Identifier: Apache-2.0
// Dropping in every thread. Threads are signalled one by one, drop in the handler and are held there until all have dropped: a
// thread that ran on could start another that has not, and nobody could tell. (libcap's libpsx is alike, but knows of every thread.)
//
// While threads are held they may hold the locks of malloc and stdio: until they are let go, nothing here uses either.
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
#define PATIENCE 100 // milliseconds for one thread to answer, others being held
#define ATTEMPTS 50  // it may wait for one that is held: all are let go in between
#define ROUNDS 500   // of an attempt

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static _Atomic uint64_t keep_in_handler;
static _Atomic uint32_t attempt; // ends with its number; a futex of those who are held
static _Atomic uint64_t asked;   // the attempt and the thread, until it answers
static _Atomic uint32_t answers; // how many; a futex of the one who asks

static void futex_wait(_Atomic uint32_t *word, uint32_t value, const struct timespec *limit)
{
	syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, limit, NULL, 0);
}

static void futex_wake(_Atomic uint32_t *word)
{
	syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, INT32_MAX, NULL, NULL, 0);
}

static uint64_t question(uint32_t number, int thread) { return (uint64_t)number << 32 | (uint32_t)thread; }

// A signal that comes late, when nobody waits for the answer any more, only makes its thread drop.
static void drop_here(int signal)
{
	int error = errno;
	uint32_t number = attempt;
	uint64_t mine = question(number, syscall(SYS_gettid));

	(void)signal;
	weir_thread_drop(keep_in_handler);
	if (atomic_compare_exchange_strong(&asked, &mine, 0)) {
		answers++;
		futex_wake(&answers);
		while (attempt == number)
			futex_wait(&attempt, number, NULL);
	}
	errno = error;
}

// 1: the thread has dropped and is held. 0: it has ended. -ETIMEDOUT, -errno.
static int ask(int thread)
{
	struct timespec moment = { .tv_nsec = 1000000 };
	uint64_t mine = question(attempt, thread);
	struct weir_thread state;

	asked = mine;
	if (syscall(SYS_tgkill, getpid(), thread, DROP_SIGNAL)) {
		asked = 0;
		return errno == ESRCH ? 0 : -errno;
	}
	for (int i = 0; i < PATIENCE; i++) {
		uint32_t last = answers;

		if (!asked)
			return 1;
		if (weir_thread_read(thread, &state) == -ESRCH || state.ended) {
			asked = 0;
			return 0;
		}
		futex_wait(&answers, last, &moment);
	}
	return atomic_compare_exchange_strong(&asked, &mine, 0) ? -ETIMEDOUT : 1;
}

static bool is_among(int thread, const int *threads, int count)
{
	while (count > 0)
		if (threads[--count] == thread)
			return true;
	return false;
}

struct threads {
	int *listed, *held;
	int capacity; // of each
	int listed_count, held_count;
};

static int fail(struct weir_drop *outcome, int thread, const struct weir_thread *state, int error)
{
	outcome->thread = thread;
	memcpy(outcome->name, state->name, sizeof(outcome->name));
	return error;
}

// Holds those that are listed and not held yet. How many were found; -errno.
static int hold_listed(struct threads *threads, struct weir_drop *outcome)
{
	int own = syscall(SYS_gettid), found = 0;

	for (int i = 0; i < threads->listed_count; i++) {
		int thread = threads->listed[i], result;
		struct weir_thread state;

		if (thread == own || is_among(thread, threads->held, threads->held_count))
			continue;
		result = weir_thread_read(thread, &state);
		if (!result && state.ended) // the first thread stays listed until the process ends
			continue;
		found++;
		if (!result)
			result = ask(thread);
		if (result < 0 && result != -ESRCH)
			return fail(outcome, thread, &state, result);
		if (result == 1)
			threads->held[threads->held_count++] = thread;
		if (threads->held_count == threads->capacity)
			return -EAGAIN;
	}
	return found;
}

// Until a list has nobody new and is as long as there are threads: then nobody runs who could start one.
static int hold_all(struct threads *threads, struct weir_drop *outcome)
{
	for (int round = 0; round < ROUNDS; round++) {
		int found, count;

		threads->listed_count = weir_thread_list(threads->listed, threads->capacity);
		if (threads->listed_count < 0)
			return threads->listed_count == -E2BIG ? -EAGAIN : threads->listed_count;
		found = hold_listed(threads, outcome);
		if (found < 0)
			return found;
		count = weir_thread_count();
		if (count < 0)
			return count;
		if (!found && count == threads->listed_count)
			return 0;
	}
	return -EAGAIN;
}

static bool is_within(const struct weir_thread *state, uint64_t keep)
{
	return !((state->effective | state->permitted) & ~keep) && !state->inheritable && !state->ambient && state->no_new_privileges;
}

// Reads back what every thread has now.
static int verify(uint64_t keep, const struct threads *threads, struct weir_drop *outcome)
{
	for (int i = 0; i < threads->listed_count; i++) {
		struct weir_thread state;
		int thread = threads->listed[i], error = weir_thread_read(thread, &state);

		if (error)
			return fail(outcome, thread, &state, error);
		if (state.ended)
			continue;
		if (!is_within(&state, keep)) {
			outcome->kept = (state.effective | state.permitted | state.inheritable | state.ambient) & ~keep;
			return fail(outcome, thread, &state, -EPERM);
		}
		outcome->threads++;
		outcome->kept |= state.permitted;
		outcome->bounding |= state.bounding;
	}
	return 0;
}

static int try_once(uint64_t keep, struct weir_drop *outcome)
{
	int count = weir_thread_count(), error;
	struct threads threads = { .capacity = 2 * count + 64 };

	*outcome = (struct weir_drop){};
	if (count < 0)
		return count;
	threads.listed = calloc(2 * threads.capacity, sizeof(int));
	if (!threads.listed)
		return -ENOMEM;
	threads.held = threads.listed + threads.capacity;
	error = hold_all(&threads, outcome);
	if (!error)
		error = verify(keep, &threads, outcome);
	attempt++;
	futex_wake(&attempt);
	free(threads.listed);
	return error;
}

int weir_privileges_drop(uint64_t keep, struct weir_drop *outcome)
{
	struct sigaction action = { .sa_handler = drop_here, .sa_flags = SA_RESTART | SA_ONSTACK }, before;
	struct weir_thread own;
	int error;

	*outcome = (struct weir_drop){};
	pthread_mutex_lock(&one_at_a_time);
	error = weir_thread_read(syscall(SYS_gettid), &own);
	if (!error) {
		keep_in_handler = keep;
		weir_thread_drop(keep);
		sigfillset(&action.sa_mask);
		sigaction(DROP_SIGNAL, &action, &before);
		error = -EAGAIN;
		for (int i = 0; i < ATTEMPTS && (error == -EAGAIN || error == -ETIMEDOUT); i++)
			error = try_once(keep, outcome);
		// Where one did not answer the signal waits for it, and without a handler would end the process.
		if (error != -ETIMEDOUT)
			sigaction(DROP_SIGNAL, &before, NULL);
	}
	pthread_mutex_unlock(&one_at_a_time);
	return error;
}
