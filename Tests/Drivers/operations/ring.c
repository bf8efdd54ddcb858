/* io_uring by its bare system calls: liburing would be a dependency for a hundred lines. One operation is in flight at most. */
#include "operations.h"

#include <errno.h>
#include <linux/io_uring.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

struct ring {
	int fd;
	unsigned *submit_tail, *submit_mask, *submit_slots;
	unsigned *complete_head, *complete_tail, *complete_mask;
	struct io_uring_sqe *submissions;
	struct io_uring_cqe *completions;
};

const char *no_uring(void)
{
	struct io_uring_params params = { 0 };
	int fd = syscall(__NR_io_uring_setup, 4, &params);

	if (fd < 0)
		return "this kernel offers no io_uring";
	close(fd);
	return NULL;
}

static void *map(int fd, size_t size, off_t which)
{
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, which);

	if (at == MAP_FAILED)
		die("map io_uring: %m");
	return at;
}

static struct ring open_ring(void)
{
	struct io_uring_params params = { 0 };
	struct ring ring = { .fd = syscall(__NR_io_uring_setup, 4, &params) };
	char *submit, *complete;

	if (ring.fd < 0 && (errno == ENOSYS || errno == EPERM))
		cannot_run_here("io_uring: %m");
	if (ring.fd < 0)
		die("io_uring_setup: %m");
	submit = map(ring.fd, params.sq_off.array + params.sq_entries * sizeof(unsigned), IORING_OFF_SQ_RING);
	complete = map(ring.fd, params.cq_off.cqes + params.cq_entries * sizeof(struct io_uring_cqe), IORING_OFF_CQ_RING);
	ring.submissions = map(ring.fd, params.sq_entries * sizeof(struct io_uring_sqe), IORING_OFF_SQES);
	ring.submit_tail = (unsigned *)(submit + params.sq_off.tail);
	ring.submit_mask = (unsigned *)(submit + params.sq_off.ring_mask);
	ring.submit_slots = (unsigned *)(submit + params.sq_off.array);
	ring.complete_head = (unsigned *)(complete + params.cq_off.head);
	ring.complete_tail = (unsigned *)(complete + params.cq_off.tail);
	ring.complete_mask = (unsigned *)(complete + params.cq_off.ring_mask);
	ring.completions = (struct io_uring_cqe *)(complete + params.cq_off.cqes);
	return ring;
}

static void submit(struct ring *ring, int opcode, int fd, void *data, size_t size)
{
	unsigned tail = *ring->submit_tail, slot = tail & *ring->submit_mask;

	ring->submissions[slot] = (struct io_uring_sqe){
		.opcode = opcode, .fd = fd, .addr = (unsigned long)data, .len = size,
	};
	ring->submit_slots[slot] = slot;
	/* The kernel may look at the entry as soon as it sees the tail. */
	__atomic_store_n(ring->submit_tail, tail + 1, __ATOMIC_RELEASE);
	if (syscall(__NR_io_uring_enter, ring->fd, 1, 1, IORING_ENTER_GETEVENTS, NULL, 0) != 1)
		die("io_uring_enter: %m");
}

static int completion(struct ring *ring)
{
	unsigned head = *ring->complete_head;
	int result;

	if (head == __atomic_load_n(ring->complete_tail, __ATOMIC_ACQUIRE))
		die("io_uring_enter came back without a completion");
	result = ring->completions[head & *ring->complete_mask].res;
	__atomic_store_n(ring->complete_head, head + 1, __ATOMIC_RELEASE);
	return result;
}

static void move(int opcode, int fd, void *data, size_t room, size_t size)
{
	struct ring ring = open_ring();
	int result;

	submit(&ring, opcode, fd, data, room);
	result = completion(&ring);
	if (result != (int)size)
		die("io_uring moved %d of %zu bytes%s%s", result, size, result < 0 ? ": " : "",
		    result < 0 ? strerror(-result) : "");
	/* The mappings go with the process. */
	close(ring.fd);
}

static char scratch[MESSAGE_BLOCK];

size_t by_uring_send(int fd, size_t size)
{
	move(IORING_OP_SEND, fd, (void *)some_bytes(), size, size);
	return size;
}

size_t by_uring_write(int fd, size_t size)
{
	move(IORING_OP_WRITE, fd, (void *)some_bytes(), size, size);
	return size;
}

void by_uring_recv(int fd, size_t size)
{
	move(IORING_OP_RECV, fd, scratch, sizeof(scratch), size);
}

void by_uring_read(int fd, size_t size)
{
	move(IORING_OP_READ, fd, scratch, sizeof(scratch), size);
}
