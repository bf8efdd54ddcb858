// SPDX-License-Identifier: Apache-2.0
// Records that come by another way than a ring: what iterators answer, and last words kept while a ring was full.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "internal.h"

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

int weir_capture_snapshot(struct weir_capture *capture)
{
	return weir_backlog_iterate(capture, capture->snapshot);
}

// Their times may be older than what has been read: the pipeline takes news in any order.
int weir_backlog_deferred(struct weir_capture *capture)
{
	struct backlog *backlog = &capture->backlog;
	struct weir_counters now;
	struct weir_connection record;
	uint64_t key;

	weir_capture_counters(capture, &now);
	while (capture->deferred_seen < now.deferred && !bpf_map_get_next_key(capture->deferred, NULL, &key)) {
		int error = grow(backlog, sizeof(record));

		if (error)
			return error;
		if (bpf_map_lookup_and_delete_elem(capture->deferred, &key, &record))
			break;
		memcpy(backlog->bytes + backlog->length, &record, sizeof(record));
		backlog->length += sizeof(record);
		capture->deferred_seen++;
	}
	return 0;
}
