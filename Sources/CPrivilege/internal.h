// SPDX-License-Identifier: Apache-2.0
#ifndef CPRIVILEGE_INTERNAL_H
#define CPRIVILEGE_INTERNAL_H

#include <stddef.h>
#include "CPrivilege.h"

// Of the calling thread. Async-signal-safe: system calls only.
void weir_thread_drop(uint64_t keep);

// The ids of this process's threads: how many were written, -E2BIG when there are more, -errno. Some can be missing when threads end
// just then. Like weir_thread_read and weir_thread_count it takes no lock and no memory: other threads may be held with either.
int weir_thread_list(int *threads, int capacity);

// How many there are, or -errno.
int weir_thread_count(void);

struct weir_threads {
	int *listed, *held;
	int capacity; // of each
	int listed_count, held_count;
};

// After weir_hold_begin, which takes SIGSYS: has every thread but the calling one drop and holds it until weir_let_go. 0: all that is
// listed is held or has ended, and there is nobody else. -EAGAIN and -ETIMEDOUT: let go, try again.
void weir_hold_begin(uint64_t keep);
int weir_hold_all(struct weir_threads *threads, struct weir_drop *outcome);
void weir_let_go(void);

// Notes whom an error concerns.
int weir_drop_failed(struct weir_drop *outcome, int thread, const struct weir_thread *state, int error);

// What the low 32 bits of an argument must be. All arguments tested here are ints to the kernel: it looks at no more of them either.
enum weir_relation { WEIR_ONE_OF = 1, WEIR_NONE_OF, WEIR_HAS_BITS, WEIR_HAS_NO_BITS };

struct weir_condition {
	enum weir_relation relation; // 0: none
	unsigned argument;
	unsigned count;
	uint32_t values[16];
};

#define WEIR_OWN_PROCESS UINT32_MAX // among values: our process id

struct weir_call {
	int number;
	int error; // refused, but with this error
	struct weir_condition conditions[2];
};

extern const struct weir_call weir_calls[];
extern const size_t weir_call_count;

#endif
