// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include "scratch.h"

int try_update_map(void)
{
	uint32_t key = 7;
	uint64_t value = 70, found = 0;
	union bpf_attr attributes = { .map_fd = prepared_map, .key = (uintptr_t)&key, .value = (uintptr_t)&value };

	if (syscall(SYS_bpf, BPF_MAP_UPDATE_ELEM, &attributes, sizeof(attributes)))
		return errno;
	attributes.value = (uintptr_t)&found;
	if (syscall(SYS_bpf, BPF_MAP_LOOKUP_ELEM, &attributes, sizeof(attributes)))
		return errno;
	return found == value ? 0 : EBADMSG;
}

// Ends with ENOENT: there is no more to come.
int try_map_batch(void)
{
	uint32_t keys[8], place;
	uint64_t values[8];
	union bpf_attr attributes = { .batch = { .map_fd = prepared_map, .out_batch = (uintptr_t)&place, .keys = (uintptr_t)keys,
		.values = (uintptr_t)values, .count = 8 } };

	return TRY(SYS_bpf, BPF_MAP_LOOKUP_AND_DELETE_BATCH, &attributes, sizeof(attributes));
}

int try_map_info(void)
{
	struct bpf_map_info info = {};
	union bpf_attr attributes = { .info = { .bpf_fd = prepared_map, .info_len = sizeof(info), .info = (uintptr_t)&info } };

	if (syscall(SYS_bpf, BPF_OBJ_GET_INFO_BY_FD, &attributes, sizeof(attributes)))
		return errno;
	return info.max_entries == 8 ? 0 : EBADMSG;
}

static void *answer(void *argument) { return argument; }

int try_thread(void)
{
	pthread_t thread;
	void *result = NULL;
	int error = pthread_create(&thread, NULL, answer, &thread);

	if (!error)
		error = pthread_join(thread, &result);
	return error ? error : result == &thread ? 0 : EBADMSG;
}

int try_clone3(void) { return TRY(SYS_clone3, NULL, 0); }

static int exchange(int client, int listener)
{
	int server = accept4(listener, NULL, NULL, SOCK_CLOEXEC), error = 0;
	char byte = 0;

	if (server < 0)
		return errno;
	if (send(client, "x", 1, MSG_NOSIGNAL) != 1 || recv(server, &byte, 1, 0) != 1)
		error = errno;
	close(server);
	return error ? error : byte == 'x' ? 0 : EBADMSG;
}

static int connect_to_self(int family, struct sockaddr *address, socklen_t length)
{
	int listener = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0), client = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0), error;

	if (listener < 0 || client < 0 || bind(listener, address, length) || listen(listener, 1) || getsockname(listener, address, &length)
	    || connect(client, address, length))
		error = errno;
	else
		error = exchange(client, listener);
	close(client);
	close(listener);
	return error;
}

int try_tcp(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	return connect_to_self(AF_INET, (struct sockaddr *)&address, sizeof(address));
}

int try_unix(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int error;

	snprintf(address.sun_path, sizeof(address.sun_path), "%s/socket", scratch_directory);
	error = connect_to_self(AF_UNIX, (struct sockaddr *)&address, sizeof(address));
	unlink(address.sun_path);
	return error;
}

int try_lookup(void)
{
	struct addrinfo *found = NULL;
	int error = getaddrinfo("localhost", "80", NULL, &found);

	if (found)
		freeaddrinfo(found);
	return error == EAI_SYSTEM ? errno : error ? EBADMSG : 0;
}

int try_timer(void)
{
	struct itimerspec soon = { .it_value.tv_nsec = 1000000 };
	struct epoll_event event = { .events = EPOLLIN };
	int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC), poll = epoll_create1(EPOLL_CLOEXEC), error = 0;

	if (timer < 0 || poll < 0 || timerfd_settime(timer, 0, &soon, NULL) || epoll_ctl(poll, EPOLL_CTL_ADD, timer, &event))
		error = errno;
	else if (epoll_wait(poll, &event, 1, 5000) != 1)
		error = errno ? errno : ETIMEDOUT;
	close(poll);
	close(timer);
	return error;
}

int try_write_file(void)
{
	char path[512], other[512];
	FILE *file;
	int error = 0;

	snprintf(path, sizeof(path), "%s/capture", scratch_directory);
	snprintf(other, sizeof(other), "%s/capture.done", scratch_directory);
	file = fopen(path, "we");
	if (!file)
		return errno;
	if (fputs("bytes", file) < 0 || fflush(file) || fsync(fileno(file)) || ftruncate(fileno(file), 3))
		error = errno;
	fclose(file);
	if (!error && (rename(path, other) || unlink(other)))
		error = errno;
	return error;
}

int try_directory(void)
{
	DIR *directory = opendir("/proc");
	int error = 0;

	if (!directory)
		return errno;
	errno = 0;
	if (!readdir(directory))
		error = errno ? errno : ENOENT;
	closedir(directory);
	return error;
}

int try_signal_self(void) { return TRY(SYS_kill, getpid(), 0); }

int try_limit_self(void)
{
	struct rlimit limit;

	return getrlimit(RLIMIT_NOFILE, &limit) ? errno : 0;
}

int try_newer_call(void) { return TRY(600); }
int try_window_size(void) { struct winsize size; return TRY(SYS_ioctl, STDIN_FILENO, TIOCGWINSZ, &size); }

static int open_and_close(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC);

	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

static int open_scratch(const char *name, int flags)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", scratch_directory, name);
	return open_and_close(path, flags);
}

// A file and a process of another user, put there by the test.
int try_read_others_file(void) { return open_scratch("others", O_RDONLY); }
int try_write_others_file(void) { return open_scratch("others", O_WRONLY); }
int try_read_others_environment(void) { return open_scratch("process/environ", O_RDONLY); }
