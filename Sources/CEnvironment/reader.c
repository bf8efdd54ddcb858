// SPDX-License-Identifier: Apache-2.0
// The process that reads, and the way to it: a number in, a length and that many bytes out.
#define _GNU_SOURCE // pipe2, close_range
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "CPrivilege.h"
#include "internal.h"

#define PATIENCE_MS 200

static int read_all(int fd, void *to, size_t count)
{
	size_t done = 0;

	while (done < count) {
		ssize_t got = read(fd, (char *)to + done, count - done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got < 0 ? -errno : -EPIPE;
		done += got;
	}
	return 0;
}

static int write_all(int fd, const void *from, size_t count)
{
	size_t done = 0;

	while (done < count) {
		ssize_t put = write(fd, (const char *)from + done, count - done);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -errno;
		done += put;
	}
	return 0;
}

// Everything but two pipes is closed, everything but reading given up.
static bool confine(int ask, int answer)
{
	uint64_t keep = 1ULL << CAP_SYS_PTRACE | 1ULL << CAP_DAC_READ_SEARCH;
	struct weir_drop outcome;

	if (dup2(ask, 0) < 0 || dup2(answer, 1) < 0)
		return false;
	syscall(SYS_close_range, 2, ~0U, 0); // before 5.9 they stay open
	return !weir_privileges_drop(keep, &outcome) && (weir_seccomp_install(), true);
}

static void serve(const char *names)
{
	static char answer[sizeof(uint32_t) + WEIR_ENVIRONMENT_ANSWER];
	uint32_t process;

	while (!read_all(0, &process, sizeof(process))) {
		uint32_t length = weir_environment_scan(process, names, answer + sizeof(length), WEIR_ENVIRONMENT_ANSWER);

		memcpy(answer, &length, sizeof(length));
		if (write_all(1, answer, sizeof(length) + length))
			return;
	}
}

static void run(int ask, int answer, const char *names, int parent)
{
	prctl(PR_SET_NAME, "weir-environ");
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	signal(SIGINT, SIG_IGN); // of the terminal: the parent ends it
	signal(SIGTERM, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	if (confine(ask, answer))
		serve(names);
	_exit(0);
}

int weir_environment_start(const char *names, size_t length, struct weir_environment *reader)
{
	char copy[NAMES] = {};
	int ask[2], answer[2], process, parent = getpid();

	if (length >= sizeof(copy))
		return -E2BIG;
	memcpy(copy, names, length);
	if (pipe2(ask, O_CLOEXEC))
		return -errno;
	if (pipe2(answer, O_CLOEXEC)) {
		process = -errno;
		goto no_answer;
	}
	process = fork();
	if (process == 0)
		run(ask[0], answer[1], copy, parent);
	if (process < 0)
		process = -errno;
	close(answer[1]);
	if (process > 0) {
		close(ask[0]);
		*reader = (struct weir_environment){ .ask = ask[1], .answer = answer[0], .process = process };
		return 0;
	}
	close(answer[0]);
no_answer:
	close(ask[0]);
	close(ask[1]);
	return process;
}

int weir_environment_read(const struct weir_environment *reader, uint32_t process, char *text, size_t capacity)
{
	struct pollfd poller = { .fd = reader->answer, .events = POLLIN };
	uint32_t length;
	int error = write_all(reader->ask, &process, sizeof(process));

	if (error)
		return error;
	if (poll(&poller, 1, PATIENCE_MS) != 1)
		return -ETIMEDOUT;
	error = read_all(reader->answer, &length, sizeof(length));
	if (error)
		return error;
	if (length > capacity)
		return -EPROTO;
	error = read_all(reader->answer, text, length);
	return error ? error : (int)length;
}

void weir_environment_stop(struct weir_environment *reader)
{
	if (reader->process <= 0)
		return;
	close(reader->ask); // what it waits for
	close(reader->answer);
	reader->process = 0;
}
