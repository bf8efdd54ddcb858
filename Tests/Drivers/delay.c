/*
 * A cable between two network namespaces on which each frame takes a while: two TAP devices named alike, one in each, and this program
 * between them. TAP devices without offloads get whole frames of no more than the link's MTU with checksums that are filled in, so what
 * leaves here is what a real cable would carry. It ends, and says how long it truly held the frames, at SIGTERM.
 */
#define _GNU_SOURCE
#include "common/common.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

static const char usage[] = "[--delay-us 5000] [--name cable] NAMESPACE-FILE NAMESPACE-FILE";

enum { FRAME_MOST = 2048, QUEUE_MOST = 8192 };

struct frame {
	uint64_t came_ns;
	size_t size;
	char bytes[FRAME_MOST];
};

/* One direction. Frames leave in the order in which they came, since all are held for as long. */
struct lane {
	int from;
	int to;
	struct frame *frames; /* a ring */
	uint64_t came;
	uint64_t left;
	uint64_t held_ns;
	uint64_t held_most_ns;
};

static volatile sig_atomic_t is_over;

static void end(int signal)
{
	(void)signal;
	is_over = 1;
}

/* A device belongs to the namespace in which /dev/net/tun is opened. */
static int make_end(const char *namespace, const char *name)
{
	struct ifreq request = { .ifr_flags = IFF_TAP | IFF_NO_PI };
	int net = open(namespace, O_RDONLY | O_CLOEXEC), fd;

	if (net < 0 || setns(net, CLONE_NEWNET))
		die("%s: %m", namespace);
	close(net);
	fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		cannot_run_here("/dev/net/tun: %m");
	strncpy(request.ifr_name, name, sizeof(request.ifr_name) - 1);
	if (ioctl(fd, TUNSETIFF, &request))
		die("make %s in %s: %m", name, namespace);
	return fd;
}

/* Late frames would be measured as the network's time; a failure costs no more than that, and what was held is told. */
static void be_prompt(void)
{
	struct sched_param priority = { .sched_priority = 10 };

	prctl(PR_SET_TIMERSLACK, 1);
	if (sched_setscheduler(0, SCHED_FIFO, &priority))
		fprintf(stderr, "delay: no real-time priority: %m\n");
}

static void take_in(struct lane *lane)
{
	for (;;) {
		struct frame *frame = &lane->frames[lane->came % QUEUE_MOST];
		ssize_t size;

		if (lane->came - lane->left == QUEUE_MOST)
			die("more than %d frames wait", QUEUE_MOST);
		size = read(lane->from, frame->bytes, sizeof(frame->bytes));
		if (size < 0 && errno == EAGAIN)
			return;
		if (size <= 0)
			die("read a frame: %m");
		frame->came_ns = now_ns();
		frame->size = size;
		lane->came++;
	}
}

/* When the next frame is due; 0 when none waits. */
static uint64_t let_out(struct lane *lane, uint64_t delay_ns)
{
	while (lane->left < lane->came) {
		struct frame *frame = &lane->frames[lane->left % QUEUE_MOST];
		uint64_t held;

		if (now_ns() < frame->came_ns + delay_ns)
			return frame->came_ns + delay_ns;
		/* The other end may not be up yet. */
		if (write(lane->to, frame->bytes, frame->size) < 0 && errno != EIO && errno != ENETDOWN)
			die("write a frame: %m");
		held = now_ns() - frame->came_ns;
		lane->held_ns += held;
		lane->held_most_ns = held > lane->held_most_ns ? held : lane->held_most_ns;
		lane->left++;
	}
	return 0;
}

static void await(struct lane lanes[2], const uint64_t due[2], const sigset_t *signals)
{
	struct pollfd ends[2] = { { .fd = lanes[0].from, .events = POLLIN }, { .fd = lanes[1].from, .events = POLLIN } };
	uint64_t now = now_ns(), next = !due[0] || (due[1] && due[1] < due[0]) ? due[1] : due[0];
	uint64_t left = next > now ? next - now : 0;
	struct timespec timeout = { .tv_sec = left / 1000000000, .tv_nsec = left % 1000000000 };

	if (ppoll(ends, 2, next ? &timeout : NULL, signals) < 0 && errno != EINTR)
		die("ppoll: %m");
}

static void print(const struct lane lanes[2], uint64_t delay_us)
{
	json_open();
	json_count("delay_us", delay_us);
	json_count("frames_there", lanes[0].left);
	json_count("frames_back", lanes[1].left);
	json_count("held_there_ns", lanes[0].left ? lanes[0].held_ns / lanes[0].left : 0);
	json_count("held_back_ns", lanes[1].left ? lanes[1].held_ns / lanes[1].left : 0);
	json_count("held_most_ns", lanes[lanes[0].held_most_ns < lanes[1].held_most_ns].held_most_ns);
	json_close();
}

int main(int argc, char **argv)
{
	struct sigaction action = { .sa_handler = end };
	struct lane lanes[2] = { 0 };
	sigset_t terms, before;
	uint64_t delay_us = take_number(&argc, argv, "--delay-us", 5000);
	const char *name = take_text(&argc, argv, "--name");
	uint64_t due[2];

	if (argc != 3 || delay_us > 1000000)
		wrong_use(usage);
	begin("delay", 0);
	sigemptyset(&terms);
	sigaddset(&terms, SIGTERM);
	sigprocmask(SIG_BLOCK, &terms, &before);
	sigdelset(&before, SIGTERM);
	sigaction(SIGTERM, &action, NULL);
	for (int i = 0; i < 2; i++) {
		lanes[i].from = make_end(argv[1 + i], name ? name : "cable");
		lanes[i].frames = allocate(QUEUE_MOST, sizeof(struct frame));
	}
	lanes[0].to = lanes[1].from;
	lanes[1].to = lanes[0].from;
	be_prompt();
	fprintf(stderr, "delay: ready\n");
	while (!is_over) {
		for (int i = 0; i < 2; i++) {
			take_in(&lanes[i]);
			due[i] = let_out(&lanes[i], delay_us * 1000);
		}
		await(lanes, due, &before);
	}
	print(lanes, delay_us);
	return 0;
}
