// SPDX-License-Identifier: Apache-2.0
// Giving up what a process may do, in every one of its threads. No policy here: what to keep is decided by the caller.
//
// Nothing of this can be undone. Functions return 0 or -errno.
#ifndef CPRIVILEGE_H
#define CPRIVILEGE_H

#include <stdbool.h>
#include <stdint.h>

// One thread of this process, as /proc/self/task/<thread>/status has it. Sets of capabilities are bits by their number.
struct weir_thread {
	char name[16];
	bool ended; // nothing runs in it any more
	uint64_t effective, permitted, inheritable, ambient, bounding;
	bool no_new_privileges;
};

// -ESRCH when there is no such thread.
int weir_thread_read(int thread, struct weir_thread *state);

// How a drop went: whom it concerns when it failed, what was reached when it did not.
struct weir_drop {
	int threads;       // in which it holds
	int thread;        // failed: the one that kept more or did not answer
	char name[16];     // failed: its name
	uint64_t kept;     // failed: what it kept. Else what all threads together still have
	uint64_t bounding; // of all threads together: not empty without CAP_SETPCAP
};

// In all threads, those included that start meanwhile: no_new_privs; of the effective and permitted set what is in `keep`; and an
// empty inheritable, ambient and (with CAP_SETPCAP) bounding set, since nothing will be started from here (capabilities(7)). Read
// back from /proc; 0 says that it holds in each of them, but for the bounding set, which is in the outcome.
//
// Capabilities belong to threads, so each has to do it itself, in a handler of SIGSYS, which stays; it waits there until all have. System
// calls that a signal interrupts (epoll_wait, nanosleep) end with EINTR once. -ETIMEDOUT: a thread did not answer in seconds; -EPERM: one
// kept more; -ESRCH: /proc is another pid namespace's; -EAGAIN: threads come and go too fast; else what reading /proc gave.
int weir_privileges_drop(uint64_t keep, struct weir_drop *outcome);

// Puts the list of calls.c on all threads at once (seccomp(2)); needs no_new_privs. Everything else then fails with EPERM. A second
// call changes nothing. -EOPNOTSUPP: no list for this architecture; -ENOSYS, -EINVAL: the kernel has no filters; -ESRCH: a thread
// has a filter that this one cannot follow.
int weir_seccomp_install(void);

#endif
