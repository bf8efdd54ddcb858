/* One system call for several messages: on a stream they are pieces of one. */
#define _GNU_SOURCE
#include "operations.h"

#include <sys/uio.h>

enum { MANY = 32 };

static char scratch[MESSAGE_BLOCK];

struct batch {
	struct iovec pieces[MANY];
	struct mmsghdr messages[MANY];
	unsigned count;
};

static void add(struct batch *batch, const void *data, size_t size)
{
	unsigned i = batch->count++;

	batch->pieces[i] = (struct iovec){ (char *)data, size };
	batch->messages[i] = (struct mmsghdr){ .msg_hdr = { .msg_iov = &batch->pieces[i], .msg_iovlen = 1 } };
}

/* A third and the rest. */
static void fill_two(struct batch *batch, const char *data, size_t size)
{
	batch->count = 0;
	add(batch, data, size / 3);
	add(batch, data + size / 3, size - size / 3);
}

static void fill_many(struct batch *batch, const char *data, size_t size)
{
	batch->count = 0;
	for (unsigned i = 0; i < MANY; i++) {
		size_t part = share_of(size, MANY, i);

		add(batch, data, part);
		data += part;
	}
}

static size_t total(const struct batch *batch, size_t size)
{
	size_t moved = 0;

	for (unsigned i = 0; i < batch->count; i++)
		moved += batch->messages[i].msg_len;
	if (moved != size)
		die("moved %zu of %zu bytes", moved, size);
	return moved;
}

static size_t send_batch(int fd, struct batch *batch, size_t size)
{
	if (sendmmsg(fd, batch->messages, batch->count, 0) != (int)batch->count)
		die("sendmmsg: %m");
	return total(batch, size);
}

static void receive_batch(int fd, struct batch *batch, size_t size, int flags)
{
	if (recvmmsg(fd, batch->messages, batch->count, flags, NULL) != (int)batch->count)
		die("recvmmsg: %m");
	total(batch, size);
}

size_t by_sendmmsg(int fd, size_t size)
{
	struct batch batch;

	fill_two(&batch, some_bytes(), size);
	return send_batch(fd, &batch, size);
}

size_t by_sendmmsg_many(int fd, size_t size)
{
	struct batch batch;

	fill_many(&batch, some_bytes(), size);
	return send_batch(fd, &batch, size);
}

void by_recvmmsg(int fd, size_t size)
{
	struct batch batch;

	fill_two(&batch, scratch, size);
	receive_batch(fd, &batch, size, 0);
}

/* The sender's pieces may still be coming: each buffer waits until it is full. */
void by_recvmmsg_many(int fd, size_t size)
{
	struct batch batch;

	fill_many(&batch, scratch, size);
	receive_batch(fd, &batch, size, MSG_WAITALL);
}
