/* Bytes that go between a socket and a file or pipe without passing through the program. */
#define _GNU_SOURCE
#include "operations.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>

size_t by_sendfile(int fd, size_t size)
{
	int file = memfd_create("drv-message", MFD_CLOEXEC);
	off_t from = 0;
	ssize_t done;

	if (file < 0)
		die("memfd_create: %m");
	write_message(file, size);
	done = sendfile(fd, file, &from, size);
	if (done != (ssize_t)size)
		die("sendfile moved %zd of %zu bytes: %m", done, size);
	close(file);
	return size;
}

static void open_pipe(int ends[2])
{
	if (pipe2(ends, O_CLOEXEC))
		die("pipe: %m");
}

static void close_pipe(int ends[2])
{
	close(ends[0]);
	close(ends[1]);
}

static void splice_all(int from, int to, size_t size)
{
	ssize_t done = splice(from, NULL, to, NULL, size, 0);

	if (done != (ssize_t)size)
		die("splice moved %zd of %zu bytes: %m", done, size);
}

size_t by_splice_in(int fd, size_t size)
{
	int ends[2];

	open_pipe(ends);
	write_message(ends[1], size);
	splice_all(ends[0], fd, size);
	close_pipe(ends);
	return size;
}

void by_splice_out(int fd, size_t size)
{
	int ends[2];

	open_pipe(ends);
	splice_all(fd, ends[1], size);
	read_message(ends[0], size);
	close_pipe(ends);
}
