// SPDX-License-Identifier: Apache-2.0
// What /proc tells of this process's threads, read without allocating and without stdio.
#define _GNU_SOURCE // O_DIRECTORY
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "internal.h"

// As much of a file as fits, with a NUL behind it. How much, or -errno.
static int read_text(const char *path, char *text, int capacity)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), length = 0;
	ssize_t got = 1;

	if (fd < 0)
		return -errno;
	while (got > 0 && length < capacity - 1) {
		got = read(fd, text + length, capacity - 1 - length);
		if (got > 0)
			length += got;
		else if (got < 0)
			length = -errno;
	}
	close(fd);
	if (length >= 0)
		text[length] = 0;
	return length;
}

// What follows a name such as "\nCapEff:\t". Names of threads hold no line ends there: the kernel escapes them.
static const char *field(const char *status, const char *name)
{
	const char *found = strstr(status, name);

	return found ? found + strlen(name) : "";
}

static uint64_t set(const char *status, const char *name)
{
	const char *value = field(status, name);

	return *value ? strtoull(value, NULL, 16) : ~0ULL; // unread, it is full
}

static void status_path(char *path, int thread)
{
	char digits[12];
	int count = 0;

	path = stpcpy(path, "/proc/self/task/");
	do
		digits[count++] = '0' + thread % 10;
	while (thread /= 10);
	while (count)
		*path++ = digits[--count];
	strcpy(path, "/status");
}

int weir_thread_read(int thread, struct weir_thread *state)
{
	char path[64], status[4096];
	const char *name;
	int length;

	memset(state, 0, sizeof(*state));
	status_path(path, thread);
	length = read_text(path, status, sizeof(status));
	if (length < 0)
		return length == -ENOENT ? -ESRCH : length;
	name = field(status, "Name:\t");
	memcpy(state->name, name, strnlen(name, sizeof(state->name) - 1));
	state->name[strcspn(state->name, "\n")] = 0;
	state->ended = strchr("ZX", *field(status, "\nState:\t")) != NULL;
	state->inheritable = set(status, "\nCapInh:\t");
	state->permitted = set(status, "\nCapPrm:\t");
	state->effective = set(status, "\nCapEff:\t");
	state->bounding = set(status, "\nCapBnd:\t");
	state->ambient = set(status, "\nCapAmb:\t");
	state->no_new_privileges = *field(status, "\nNoNewPrivs:\t") == '1';
	return 0;
}

int weir_thread_count(void)
{
	char status[4096];
	int length = read_text("/proc/self/status", status, sizeof(status));

	return length < 0 ? length : atoi(field(status, "\nThreads:\t"));
}

struct entry { // linux_dirent64 of getdents64(2)
	uint64_t inode;
	int64_t offset;
	unsigned short length;
	unsigned char type;
	char name[];
};

int weir_thread_list(int *threads, int capacity)
{
	_Alignas(struct entry) char entries[4096];
	int fd = open("/proc/self/task", O_RDONLY | O_DIRECTORY | O_CLOEXEC), count = 0;
	long got;

	if (fd < 0)
		return -errno;
	while ((got = syscall(SYS_getdents64, fd, entries, sizeof(entries))) > 0) {
		for (long at = 0; at < got; at += ((struct entry *)(entries + at))->length) {
			int id = atoi(((struct entry *)(entries + at))->name);

			if (id <= 0) // . and ..
				continue;
			if (count == capacity) {
				close(fd);
				return -E2BIG;
			}
			threads[count++] = id;
		}
	}
	if (got < 0)
		count = -errno;
	close(fd);
	return count;
}
