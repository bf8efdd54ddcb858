// SPDX-License-Identifier: Apache-2.0
// Having every thread drop, and holding it in the signal's handler until all have: a thread that ran on could start another that has
// not, and nobody could tell. (libcap's libpsx is alike, but knows of every thread.)
//
// While threads are held they may hold the locks of malloc and stdio: until they are let go, nothing here uses either.
#include <errno.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include "internal.h"

// Dispatch's threads, on which Swift's tasks run and from which NIO's are made, block every signal but the synchronous ones and
// SIGPIPE, SIGPROF and this (libdispatch, _dispatch_sigmask): a real-time signal would never reach them.
#define DROP_SIGNAL SIGSYS
#define PATIENCE 100 // milliseconds for one thread to answer, others being held
#define ROUNDS 500   // of an attempt

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

// For good: a signal may still be on its way to a thread that was asked twice, and without a handler it would end the process.
void weir_hold_begin(uint64_t keep)
{
	struct sigaction action = { .sa_handler = drop_here, .sa_flags = SA_RESTART | SA_ONSTACK };

	keep_in_handler = keep;
	sigfillset(&action.sa_mask);
	sigaction(DROP_SIGNAL, &action, NULL);
}

void weir_let_go(void)
{
	attempt++;
	futex_wake(&attempt);
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

int weir_drop_failed(struct weir_drop *outcome, int thread, const struct weir_thread *state, int error)
{
	outcome->thread = thread;
	memcpy(outcome->name, state->name, sizeof(outcome->name));
	return error;
}

// Holds those that are listed and not held yet. How many were found; -errno.
static int hold_listed(struct weir_threads *threads, struct weir_drop *outcome)
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
			return weir_drop_failed(outcome, thread, &state, result);
		if (result == 1)
			threads->held[threads->held_count++] = thread;
		if (threads->held_count == threads->capacity)
			return -EAGAIN;
	}
	return found;
}

// Until a list has nobody new and is as long as there are threads: then nobody runs who could start one.
int weir_hold_all(struct weir_threads *threads, struct weir_drop *outcome)
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
