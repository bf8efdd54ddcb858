// SPDX-License-Identifier: Apache-2.0
#ifndef CPRIVILEGE_INTERNAL_H
#define CPRIVILEGE_INTERNAL_H

#include <stddef.h>
#include "CPrivilege.h"

// Of the calling thread. Async-signal-safe: system calls only.
void weir_thread_drop(uint64_t keep);

struct weir_threads {
	int *ids; // the caller frees it
	int count, capacity;
	bool complete; // the kernel ends a listing early when the thread it has come to ends just then: it did not
};

// -ESRCH when the calling thread is not among them.
int weir_threads_list(struct weir_threads *threads);

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
