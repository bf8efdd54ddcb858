// SPDX-License-Identifier: Apache-2.0
// The live capture, as a handful of C functions on libbpf. No policy here: what to load, watch and read is decided by the caller.
//
// One thread uses a capture. Functions that can fail return 0 or -errno; weir_capture_failure() tells which program it was.
#ifndef CCAPTURE_H
#define CCAPTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "../../CEvents/include/CEvents.h"

struct weir_capture;

enum weir_backend {
	WEIR_BACKEND_SOCKET,  // tracepoints of the socket layer
	WEIR_BACKEND_SYSCALL, // ends of system calls
};

struct weir_options {
	enum weir_backend backend;
	uint32_t payload_limit; // bytes of each message's beginning, 0 to WEIR_MAX_PAYLOAD
	uint32_t ring_count;    // 1 to WEIR_MAX_RINGS
	uint32_t ring_bytes;    // of each ring, a power of two and a multiple of the page size
	bool filter_cgroups;    // only what weir_capture_watch_cgroup names
	bool tell_calls;        // WEIR_CALL and WEIR_FORK too; syscall backend only
	bool filter_processes;  // only what weir_capture_watch_process names
};

// Opens and loads the programs of a backend. Nothing is traced yet.
int weir_capture_open(const struct weir_options *options, struct weir_capture **capture);

// Begins to follow the making of cgroups, so that none is missed between listing them and watching.
int weir_capture_attach_cgroups(struct weir_capture *capture);

// Adds to what is watched, also while tracing: a cgroup, one that will be made at this path, a process. -E2BIG when the filter is full,
// -ENAMETOOLONG for a path of WEIR_MAX_WATCHED_PATH bytes and more.
int weir_capture_watch_cgroup(struct weir_capture *capture, uint64_t id, uint32_t hierarchy);
int weir_capture_watch_place(struct weir_capture *capture, uint32_t hierarchy, const char *path);
int weir_capture_watch_process(struct weir_capture *capture, uint32_t process);

// Looks again at all that was decided by what is watched.
void weir_capture_refilter(struct weir_capture *capture);

// How much is told: WEIR_DETAIL_*.
void weir_capture_set_detail(struct weir_capture *capture, uint32_t detail);

// Begins to trace, then reads the sockets that are older than that; they come out of weir_capture_next first.
int weir_capture_attach(struct weir_capture *capture);

// Sleeps until a ring fills or the time is over. 0 always, or -EINTR.
int weir_capture_wait(struct weir_capture *capture, int milliseconds);

// Asks the kernel for the totals of all connections that moved bytes since their last record; `reconcile`: also for what TCP itself
// counted, of every connection for which that differs.
int weir_capture_snapshot(struct weir_capture *capture, bool reconcile);

// Makes what is in the rings now available to weir_capture_next, up to records of this time.
void weir_capture_refresh(struct weir_capture *capture, uint64_t horizon);

// The oldest record of all rings, NULL when there is none up to the horizon. Valid until the next call.
const void *weir_capture_next(struct weir_capture *capture, size_t *size);

// The sum over all processors.
void weir_capture_counters(struct weir_capture *capture, struct weir_counters *sum);
// How often a processor has tried to hand over a record: the number that its next one would have.
uint32_t weir_capture_attempts(struct weir_capture *capture, int processor);

// Runs of programs that the kernel skipped because one was already running on that processor.
uint64_t weir_capture_missed(struct weir_capture *capture);

// Ends the tracing. What the kernel holds by then can still be read, and no more is counted.
void weir_capture_detach(struct weir_capture *capture);

// Detaches and unloads.
void weir_capture_close(struct weir_capture *capture);

// What libbpf said last when something failed. Never NULL.
const char *weir_capture_failure(void);

// What this kernel has. 1, 0, or -errno.
int weir_kernel_has_btf(void);
int weir_kernel_has_tracepoint(const char *name);
int weir_kernel_has_struct(const char *name);
int weir_kernel_has_helper(const char *name); // without its prefix BPF_FUNC_
int weir_kernel_can_bpf(void); // may this process load a program?
void weir_kernel_forget(void); // gives back the memory that these questions took

// Before there are threads: all take their memory from one place, which gives freed memory back to the system. Fitting programs to a kernel
// takes ten megabytes for a moment, which a thread's own arena would keep.
void weir_memory_keep_small(void);

#endif
