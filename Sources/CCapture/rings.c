// SPDX-License-Identifier: Apache-2.0
// Reading the rings, merged by time. The layout is the kernel's (kernel/bpf/ringbuf.c, since 5.8): a page with the consumer's
// position, a page with the producer's, the data; each record has a length word with two flags and a reserved word before it.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <unistd.h>
#include "internal.h"

#define RECORD_HEADER 8
#define FREE_EVERY 65536 // bytes read before the kernel hears of it: its cache line is left alone meanwhile

static int open_ring(struct weir_capture *capture, uint32_t index, int outer)
{
	struct ring *ring = &capture->rings[index];
	size_t page = sysconf(_SC_PAGESIZE);
	struct epoll_event event = { .events = EPOLLIN | EPOLLET };
	void *producer;

	ring->fd = bpf_map_create(BPF_MAP_TYPE_RINGBUF, "weir_ring", 0, 0, capture->ring_bytes, NULL);
	if (ring->fd < 0)
		return ring->fd;
	if (bpf_map_update_elem(outer, &index, &ring->fd, BPF_ANY))
		return -errno;
	ring->consumer = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, ring->fd, 0);
	if (ring->consumer == MAP_FAILED) {
		ring->consumer = NULL;
		return -errno;
	}
	// Once, not twice as the kernel offers: half the resident memory, and a record across the end is put together here.
	producer = mmap(NULL, page + capture->ring_bytes, PROT_READ, MAP_SHARED, ring->fd, page);
	if (producer == MAP_FAILED)
		return -errno;
	ring->producer = producer;
	ring->data = (const uint8_t *)producer + page;
	ring->mask = capture->ring_bytes - 1;
	return epoll_ctl(capture->epoll, EPOLL_CTL_ADD, ring->fd, &event) ? -errno : 0;
}

int weir_rings_open(struct weir_capture *capture)
{
	int outer = bpf_object__find_map_fd_by_name(capture->object, "rings");

	capture->rings = calloc(capture->ring_count, sizeof(*capture->rings));
	if (!capture->rings)
		return -ENOMEM;
	for (uint32_t i = 0; i < capture->ring_count; i++)
		capture->rings[i].fd = -1;
	capture->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (capture->epoll < 0)
		return -errno;
	for (uint32_t i = 0; i < capture->ring_count; i++) {
		int error = open_ring(capture, i, outer);

		if (error)
			return error;
	}
	return 0;
}

void weir_rings_close(struct weir_capture *capture)
{
	size_t page = sysconf(_SC_PAGESIZE);

	for (uint32_t i = 0; capture->rings && i < capture->ring_count; i++) {
		struct ring *ring = &capture->rings[i];

		if (ring->producer)
			munmap(ring->producer, page + capture->ring_bytes);
		if (ring->consumer)
			munmap(ring->consumer, page);
		if (ring->fd >= 0)
			close(ring->fd);
	}
	if (capture->epoll >= 0)
		close(capture->epoll);
	free(capture->rings);
}

// Edge-triggered: only a wake-up that the kernel program asked for ends the sleep, not every record.
int weir_capture_wait(struct weir_capture *capture, int milliseconds)
{
	struct epoll_event events[WEIR_MAX_RINGS];

	if (epoll_wait(capture->epoll, events, WEIR_MAX_RINGS, milliseconds) < 0)
		return -errno;
	return 0;
}

static void release(struct ring *ring)
{
	__atomic_store_n(ring->consumer, ring->position, __ATOMIC_RELEASE);
	ring->freed = ring->position;
}

void weir_capture_refresh(struct weir_capture *capture, uint64_t horizon)
{
	capture->horizon = horizon;
	weir_backlog_shrink(&capture->backlog);
	for (uint32_t i = 0; i < capture->ring_count; i++) {
		struct ring *ring = &capture->rings[i];

		capture->wake_pending[i] = 0;
		release(ring);
		ring->limit = __atomic_load_n(ring->producer, __ATOMIC_ACQUIRE);
	}
	weir_backlog_deferred(capture);
}

// The next committed record of one ring, skipping discarded ones. NULL: none, or the oldest is still being written.
static const uint8_t *peek(struct ring *ring, uint32_t *length)
{
	while (ring->position < ring->limit) {
		const uint8_t *at = ring->data + (ring->position & ring->mask);
		uint32_t word = __atomic_load_n((const uint32_t *)at, __ATOMIC_ACQUIRE);

		if (word & BPF_RINGBUF_BUSY_BIT)
			return NULL;
		*length = word & ~(BPF_RINGBUF_BUSY_BIT | BPF_RINGBUF_DISCARD_BIT);
		if (!(word & BPF_RINGBUF_DISCARD_BIT))
			return ring->data + ((ring->position + RECORD_HEADER) & ring->mask);
		ring->position += (*length + RECORD_HEADER + 7) & ~7ul;
	}
	return NULL;
}

static const void *whole(struct ring *ring, const uint8_t *record, uint32_t length)
{
	size_t first = ring->data + ring->mask + 1 - record;

	if (length <= first)
		return record;
	if (length > BOUNCE_BYTES)
		length = BOUNCE_BYTES; // the decoder will find it short and count it
	memcpy(ring->bounce, record, first < length ? first : length);
	if (first < length)
		memcpy(ring->bounce + first, ring->data, length - first);
	return ring->bounce;
}

static void advance(struct weir_capture *capture)
{
	struct ring *ring = capture->current;

	if (!ring)
		return;
	ring->position += (capture->current_size + RECORD_HEADER + 7) & ~7ul;
	if (ring->position - ring->freed >= FREE_EVERY)
		release(ring);
	capture->current = NULL;
}

const void *weir_capture_next(struct weir_capture *capture, size_t *size)
{
	struct ring *oldest_ring = NULL;
	const uint8_t *oldest = NULL;
	uint32_t oldest_length = 0;
	uint64_t oldest_time = UINT64_MAX;
	struct backlog *backlog = &capture->backlog;

	advance(capture);
	for (uint32_t i = 0; i < capture->ring_count; i++) {
		struct ring *ring = &capture->rings[i];
		uint32_t length;
		const uint8_t *record = peek(ring, &length);
		uint64_t time;

		if (!record)
			continue;
		time = *(const uint64_t *)record; // eight bytes of an eight-aligned ring never lie across its end
		if (time >= oldest_time)
			continue;
		oldest_time = time;
		oldest_ring = ring;
		oldest = record;
		oldest_length = length;
	}
	if (backlog->position + sizeof(struct weir_connection) <= backlog->length) {
		const struct weir_header *header = (const void *)(backlog->bytes + backlog->position);

		if (header->time <= oldest_time) {
			if (header->time > capture->horizon)
				return NULL;
			*size = sizeof(struct weir_connection); // all that is here is of one kind, without payload
			backlog->position += sizeof(struct weir_connection);
			return header;
		}
	}
	if (!oldest || oldest_time > capture->horizon)
		return NULL;
	capture->current = oldest_ring;
	capture->current_size = oldest_length;
	*size = oldest_length;
	return whole(oldest_ring, oldest, oldest_length);
}
