/*
 * Loops for measuring what a capture adds to each turn of them: a system call that has nothing to do with sockets, a read that
 * is not from a socket, and a round trip on TCP loopback between two processes. The best of several blocks, because other
 * work on the machine can only make a block slower.
 */
#include "common/common.h"

#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { BLOCKS = 5, MESSAGE = 64 };

static void getppid_once(int unused)
{
	(void)unused;
	syscall(SYS_getppid);
}

static void read_zero_once(int fd)
{
	char block[MESSAGE];

	if (read(fd, block, sizeof(block)) != sizeof(block))
		die("read /dev/zero: %m");
}

static void ping_once(int fd)
{
	write_message(fd, MESSAGE);
	read_message(fd, MESSAGE);
}

static void echo(struct peer client, const void *unused)
{
	uint16_t port;
	int listener = listen_tcp(AF_INET, &port), fd;

	(void)unused;
	tell(client, &port, sizeof(port));
	fd = accept_from(listener);
	while (read_message_or_end(fd, MESSAGE))
		write_message(fd, MESSAGE);
}

static double best_block_ns(void (*once)(int fd), int fd, uint64_t count)
{
	uint64_t best = UINT64_MAX;

	for (int block = 0; block < BLOCKS; block++) {
		uint64_t start = now_ns(), took;

		for (uint64_t i = 0; i < count; i++)
			once(fd);
		took = now_ns() - start;
		best = took < best ? took : best;
	}
	return (double)best / count;
}

static void print(const char *loop, uint64_t count, double ns_per_op)
{
	json_open();
	json_text("loop", loop);
	json_count("count", count);
	json_count("blocks", BLOCKS);
	json_real("ns_per_op", ns_per_op);
	json_close();
}

static double ping_pong_ns(uint64_t count)
{
	struct peer server = start_server(echo, NULL);
	uint16_t port;
	double ns;
	int fd;

	hear(server, &port, sizeof(port));
	fd = connect_tcp(AF_INET, port);
	ns = best_block_ns(ping_once, fd, count);
	check_tcp(fd, BLOCKS * count * MESSAGE, BLOCKS * count * MESSAGE);
	close(fd);
	end_child(server);
	return ns;
}

static double read_zero_ns(uint64_t count)
{
	int fd = open("/dev/zero", O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		die("/dev/zero: %m");
	return best_block_ns(read_zero_once, fd, count);
}

int main(int argc, char **argv)
{
	static const char usage[] = "getppid|readzero|pingpong COUNT";
	uint64_t count;

	if (argc != 3 || !parse_number(argv[2], &count) || !count)
		wrong_use(usage);
	begin("drv-client", 300);
	if (!strcmp(argv[1], "getppid"))
		print(argv[1], count, best_block_ns(getppid_once, -1, count));
	else if (!strcmp(argv[1], "readzero"))
		print(argv[1], count, read_zero_ns(count));
	else if (!strcmp(argv[1], "pingpong"))
		print(argv[1], count, ping_pong_ns(count));
	else
		wrong_use(usage);
	return 0;
}
