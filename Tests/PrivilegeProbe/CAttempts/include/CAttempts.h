// SPDX-License-Identifier: Apache-2.0
// Single things that a program may try, each with the arguments that do the least harm. Every one answers 0 or an errno, so that what
// a confined process hears can be held against what another does.
#ifndef CATTEMPTS_H
#define CATTEMPTS_H

#include <stdbool.h>

// The name of an attempt, NULL behind the last one.
const char *attempt_name(int number);
int attempt_make(int number);

// Opens what attempts use and a confined process could not: a kernel map, a directory to write to. 0 or an errno.
int attempts_prepare(const char *scratch);

// From now on capabilities cannot be changed in this process. 0 or an errno.
int attempts_refuse_capset(void);

// A thread that does what its kind says until the process ends: "wait", "poll", "sleep", "spin", "churn" (starts threads that end at
// once), "relay" (starts its successor and ends), "deaf" (waits with every signal blocked).
bool attempt_thread(const char *kind);

#endif
