// SPDX-License-Identifier: Apache-2.0
// A few variables of other processes' environments, read by a process of its own that may do nothing else.
//
// Reading an environment takes CAP_SYS_PTRACE, which could do far more: a capture must not keep it. So a child is left behind before it is
// given up. It knows the names that may be told, answers with those variables alone, and ends with its parent.
#ifndef CENVIRONMENT_H
#define CENVIRONMENT_H

#include <stddef.h>
#include <stdint.h>

#define WEIR_ENVIRONMENT_ANSWER 8192 // bytes of an answer at most

struct weir_environment {
	int ask, answer; // pipes
	int process;
};

// Forks the reader. `names`: each with a NUL behind it, an empty one at the end, 1023 bytes at most. 0 or -errno. To be called while
// there are few threads, before capabilities are given up.
int weir_environment_start(const char *names, size_t length, struct weir_environment *reader);

// The variables of a process that are on the list, as `NAME=value`, each with a NUL behind it. How many bytes; 0 when there are none, it is
// gone, or it may not be read. -errno when the reader does not answer: it is not to be asked again. Waits a fifth of a second at most.
int weir_environment_read(const struct weir_environment *reader, uint32_t process, char *text, size_t capacity);

// Ends it. Nobody waits for it: a confined process may not.
void weir_environment_stop(struct weir_environment *reader);

#endif
