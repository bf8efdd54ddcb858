// SPDX-License-Identifier: Apache-2.0
#ifndef WEIR_INTERNAL_H
#define WEIR_INTERNAL_H

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include "CCapture.h"

// A record that lies across the end of a ring is put together here.
#define BOUNCE_BYTES 1024

// One ring: the kernel writes at *producer, we read at position, up to limit.
struct ring {
	int fd;
	unsigned long *consumer;
	unsigned long *producer;
	const uint8_t *data;
	unsigned long mask, position, limit, freed;
	_Alignas(8) uint8_t bounce[BOUNCE_BYTES];
};

// Records that were not in a ring: read from iterators and from the deferred map, in the order of their times.
struct backlog {
	uint8_t *bytes;
	size_t length, capacity, position;
};

struct weir_capture {
	struct bpf_object *object;
	struct bpf_link *links[32];
	int link_count;
	struct bpf_link *older, *snapshot;
	struct ring *rings;
	uint32_t ring_count, ring_bytes;
	int epoll;
	uint64_t horizon, deferred_seen;
	struct backlog backlog;
	struct ring *current; // whose record was given out last
	size_t current_size;
	// the programs' variables, shared
	void *globals;
	size_t globals_size;
	volatile uint32_t *older_pass, *wake_pending, *filter_epoch, *detail, *reconciling;
	struct weir_counters *counters;
	int watched_cgroups, watched_places, watched_processes, deferred;
};

struct weir_object {
	const unsigned char *bytes;
	size_t size;
};

extern const struct weir_object weir_objects[]; // by backend

int weir_rings_open(struct weir_capture *capture);
void weir_rings_close(struct weir_capture *capture);
int weir_backlog_iterate(struct weir_capture *capture, struct bpf_link *link);
int weir_backlog_deferred(struct weir_capture *capture);
void weir_backlog_shrink(struct backlog *backlog);
int weir_globals_map(struct weir_capture *capture);
void weir_print_to_failure(void);

#endif
