/* The kernel's older asynchronous calls, which on a socket do their work before io_submit comes back. */
#include "operations.h"

#include <linux/aio_abi.h>
#include <sys/syscall.h>
#include <unistd.h>

static char scratch[MESSAGE_BLOCK];

const char *no_aio(void)
{
	aio_context_t context = 0;

	if (syscall(__NR_io_setup, 1, &context))
		return "this kernel offers no io_submit";
	syscall(__NR_io_destroy, context);
	return NULL;
}

static void move(int opcode, int fd, const void *data, size_t room, size_t size)
{
	struct iocb request = { .aio_lio_opcode = opcode, .aio_fildes = fd, .aio_buf = (uintptr_t)data, .aio_nbytes = room };
	struct iocb *requests[] = { &request };
	aio_context_t context = 0;
	struct io_event event;

	if (syscall(__NR_io_setup, 1, &context))
		die("io_setup: %m");
	if (syscall(__NR_io_submit, context, 1, requests) != 1)
		die("io_submit: %m");
	if (syscall(__NR_io_getevents, context, 1, 1, &event, NULL) != 1)
		die("io_getevents: %m");
	if (event.res != (int64_t)size)
		die("io_submit moved %lld of %zu bytes", (long long)event.res, size);
	syscall(__NR_io_destroy, context);
}

size_t by_aio_write(int fd, size_t size)
{
	move(IOCB_CMD_PWRITE, fd, some_bytes(), size, size);
	return size;
}

void by_aio_read(int fd, size_t size)
{
	move(IOCB_CMD_PREAD, fd, scratch, sizeof(scratch), size);
}
