/* Messages of a given size, written and read to the last byte. */
#include "common.h"

#include <errno.h>
/* Not netinet/tcp.h, whose tcp_info ends before tcpi_bytes_sent. */
#include <linux/tcp.h>
#include <string.h>
#include <unistd.h>

const void *some_bytes(void)
{
	static unsigned char block[MESSAGE_BLOCK];

	/* The same value each time, so threads may race here. The high bit keeps it from looking like any text protocol. */
	if (!block[MESSAGE_BLOCK - 1])
		memset(block, 0xe5, sizeof(block));
	return block;
}

void write_all(int fd, const void *data, size_t size)
{
	const char *next = data;

	while (size) {
		ssize_t done = write(fd, next, size);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			die("write: %m");
		next += done;
		size -= done;
	}
}

static size_t block_of(size_t left)
{
	return left < MESSAGE_BLOCK ? left : MESSAGE_BLOCK;
}

void write_message(int fd, size_t size)
{
	for (size_t part; size; size -= part) {
		part = block_of(size);
		write_all(fd, some_bytes(), part);
	}
}

void write_in_parts(int fd, size_t size, unsigned parts)
{
	for (; parts > 1; parts--) {
		size_t part = size / parts;

		write_message(fd, part);
		size -= part;
		/* Long enough for the reader to take each part by itself. */
		sleep_us(2000);
	}
	write_message(fd, size);
}

/* Returns how much came before the end of the stream, at most size. */
static size_t read_up_to(int fd, void *data, size_t size)
{
	size_t have = 0;

	while (have < size) {
		ssize_t done = read(fd, (char *)data + have, size - have);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			die("read: %m");
		if (done == 0)
			break;
		have += done;
	}
	return have;
}

void read_exact(int fd, void *data, size_t size)
{
	size_t have = read_up_to(fd, data, size);

	if (have != size)
		die("the other side ended after %zu of %zu bytes", have, size);
}

bool read_message_or_end(int fd, size_t size)
{
	char block[MESSAGE_BLOCK];
	size_t have = 0;

	while (have < size) {
		size_t done = read_up_to(fd, block, block_of(size - have));

		have += done;
		if (!have)
			return false;
		if (!done)
			die("the other side ended after %zu of %zu bytes", have, size);
	}
	return true;
}

void read_message(int fd, size_t size)
{
	if (!read_message_or_end(fd, size))
		die("the other side ended before a message of %zu bytes", size);
}

void expect_end(int fd)
{
	char more;

	if (read_up_to(fd, &more, 1))
		die("bytes where the stream should end");
}

static struct tcp_info tcp_info(int fd)
{
	struct tcp_info info = { 0 };
	socklen_t size = sizeof(info);

	if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size))
		die("TCP_INFO: %m");
	return info;
}

/*
 * A FIN takes a sequence number, which TCP counts in what it received: one more as soon as the other side has closed.
 * Retransmitted bytes are sent twice for TCP and once for us.
 */
void check_tcp(int fd, uint64_t out, uint64_t in)
{
	enum { ESTABLISHED = 1, FIN_WAIT1 = 4, FIN_WAIT2 = 5 };
	struct tcp_info info = tcp_info(fd), next = tcp_info(fd);
	bool fin;

	/* The state is read before the socket is locked, the counts after: a FIN may come between. */
	while (next.tcpi_state != info.tcpi_state) {
		info = next;
		next = tcp_info(fd);
	}
	fin = info.tcpi_state != ESTABLISHED && info.tcpi_state != FIN_WAIT1 && info.tcpi_state != FIN_WAIT2;
	if (info.tcpi_bytes_sent - info.tcpi_bytes_retrans != out)
		die("TCP sent %llu bytes, not %llu", info.tcpi_bytes_sent - info.tcpi_bytes_retrans, (unsigned long long)out);
	if (info.tcpi_bytes_received - fin != in)
		die("TCP received %llu bytes, not %llu", info.tcpi_bytes_received - fin, (unsigned long long)in);
}
