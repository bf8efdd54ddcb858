// SPDX-License-Identifier: Apache-2.0
// Dropping in every thread, and reading back that it is so.
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "internal.h"

#define ATTEMPTS 50 // a thread may wait for one that is held: all are let go in between

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

static bool is_within(const struct weir_thread *state, uint64_t keep)
{
	return !((state->effective | state->permitted) & ~keep) && !state->inheritable && !state->ambient && state->no_new_privileges;
}

// Reads back what every thread has now.
static int verify(uint64_t keep, const struct weir_threads *threads, struct weir_drop *outcome)
{
	for (int i = 0; i < threads->listed_count; i++) {
		struct weir_thread state;
		int thread = threads->listed[i], error = weir_thread_read(thread, &state);

		if (error)
			return weir_drop_failed(outcome, thread, &state, error);
		if (state.ended)
			continue;
		if (!is_within(&state, keep)) {
			outcome->kept = (state.effective | state.permitted | state.inheritable | state.ambient) & ~keep;
			return weir_drop_failed(outcome, thread, &state, -EPERM);
		}
		outcome->threads++;
		outcome->kept |= state.permitted;
		outcome->bounding |= state.bounding;
	}
	return 0;
}

// While threads are held they may hold the locks of malloc and stdio: until they are let go, nothing here uses either.
static int try_once(uint64_t keep, struct weir_drop *outcome)
{
	int count = weir_thread_count(), error;
	struct weir_threads threads = { .capacity = 2 * count + 64 };

	*outcome = (struct weir_drop){};
	if (count < 0)
		return count;
	threads.listed = calloc(2 * threads.capacity, sizeof(int));
	if (!threads.listed)
		return -ENOMEM;
	threads.held = threads.listed + threads.capacity;
	error = weir_hold_all(&threads, outcome);
	if (!error)
		error = verify(keep, &threads, outcome);
	weir_let_go();
	free(threads.listed);
	return error;
}

int weir_privileges_drop(uint64_t keep, struct weir_drop *outcome)
{
	struct weir_thread own;
	int error;

	*outcome = (struct weir_drop){};
	pthread_mutex_lock(&one_at_a_time);
	error = weir_thread_read(syscall(SYS_gettid), &own);
	if (!error) {
		weir_thread_drop(keep);
		weir_hold_begin(keep);
		error = -EAGAIN;
		for (int i = 0; i < ATTEMPTS && (error == -EAGAIN || error == -ETIMEDOUT); i++)
			error = try_once(keep, outcome);
	}
	pthread_mutex_unlock(&one_at_a_time);
	return error;
}
