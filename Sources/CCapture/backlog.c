// SPDX-License-Identifier: Apache-2.0
// Records that come by another way than a ring: what iterators answer, and last words kept while a ring was full.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "internal.h"

#define DEFERRED_BATCH 1024 // more than any bucket of the map holds
#define KEPT_BYTES (1 << 20)

static int grow(struct backlog *backlog, size_t room)
{
	size_t capacity = backlog->capacity ? backlog->capacity : 65536;
	uint8_t *bytes;

	if (backlog->position == backlog->length)
		backlog->position = backlog->length = 0;
	while (capacity - backlog->length < room)
		capacity *= 2;
	if (capacity == backlog->capacity)
		return 0;
	bytes = realloc(backlog->bytes, capacity);
	if (!bytes)
		return -ENOMEM;
	backlog->bytes = bytes;
	backlog->capacity = capacity;
	return 0;
}

int weir_backlog_iterate(struct weir_capture *capture, struct bpf_link *link)
{
	struct backlog *backlog = &capture->backlog;
	int fd = bpf_iter_create(bpf_link__fd(link)), error = 0;
	ssize_t got;

	if (fd < 0)
		return fd;
	for (;;) {
		error = grow(backlog, 32768);
		if (error)
			break;
		got = read(fd, backlog->bytes + backlog->length, backlog->capacity - backlog->length);
		if (got > 0)
			backlog->length += got;
		else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
			error = got < 0 ? -errno : 0;
			break;
		}
	}
	close(fd);
	return error;
}

int weir_capture_snapshot(struct weir_capture *capture, bool reconcile)
{
	*capture->reconciling = reconcile;
	return weir_backlog_iterate(capture, capture->snapshot);
}

static int by_time(const void *a, const void *b)
{
	uint64_t x = ((const struct weir_header *)a)->time, y = ((const struct weir_header *)b)->time;

	return x < y ? -1 : x > y;
}

// In the order of time, so that both ends of a connection come together and among what the rings still hold of them.
int weir_backlog_deferred(struct weir_capture *capture)
{
	struct backlog *backlog = &capture->backlog;
	static uint64_t keys[DEFERRED_BATCH];
	struct weir_counters now;
	uint32_t place = 0, count;
	int error = 0;

	weir_capture_counters(capture, &now);
	if (capture->deferred_seen == now.deferred)
		return 0;
	for (bool first = true; !error; first = false) {
		error = grow(backlog, DEFERRED_BATCH * sizeof(struct weir_connection));
		if (error)
			return error;
		count = DEFERRED_BATCH;
		error = bpf_map_lookup_and_delete_batch(
			capture->deferred, first ? NULL : &place, &place, keys, backlog->bytes + backlog->length, &count, NULL);
		if (error && error != -ENOENT)
			break;
		backlog->length += count * sizeof(struct weir_connection);
		capture->deferred_seen += count;
	}
	// All that is here are records of connections without payload: of one size.
	if (backlog->length > backlog->position)
		qsort(backlog->bytes + backlog->position, (backlog->length - backlog->position) / sizeof(struct weir_connection),
		      sizeof(struct weir_connection), by_time);
	return error == -ENOENT ? 0 : error;
}

// A stall may have made it large; the kernel gets the memory back once it is read.
void weir_backlog_shrink(struct backlog *backlog)
{
	if (backlog->position < backlog->length || backlog->capacity <= KEPT_BYTES)
		return;
	free(backlog->bytes);
	memset(backlog, 0, sizeof(*backlog));
}
