// SPDX-License-Identifier: Apache-2.0
// One environment, read in pieces; what is not on the list is never kept longer than its piece.
#define _GNU_SOURCE // O_CLOEXEC
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "internal.h"

#define LONGEST 1024         // of a variable that is told, name and value
#define LARGEST (4 << 20)    // of an environment: programs may make it as large as they like

// A variable as it comes, piece by piece.
struct variable {
	char text[LONGEST];
	uint32_t length;
	bool too_long;
};

static bool is_listed(const struct variable *variable, const char *names)
{
	for (const char *name = names; *name; name += strlen(name) + 1) {
		size_t length = strlen(name);

		if (variable->length > length && variable->text[length] == '=' && !memcmp(variable->text, name, length))
			return true;
	}
	return false;
}

static uint32_t keep(struct variable *variable, const char *names, char *to, uint32_t at, uint32_t capacity)
{
	if (!variable->too_long && is_listed(variable, names) && variable->length < capacity - at) {
		memcpy(to + at, variable->text, variable->length);
		at += variable->length;
		to[at++] = 0;
	}
	*variable = (struct variable){};
	return at;
}

static uint32_t take(struct variable *variable, const char *names, const char *bytes, ssize_t count, char *to, uint32_t at, uint32_t capacity)
{
	for (ssize_t i = 0; i < count; i++) {
		if (!bytes[i])
			at = keep(variable, names, to, at, capacity);
		else if (variable->length < LONGEST)
			variable->text[variable->length++] = bytes[i];
		else
			variable->too_long = true;
	}
	return at;
}

uint32_t weir_environment_scan(uint32_t process, const char *names, char *to, uint32_t capacity)
{
	struct variable variable = {};
	char path[32], bytes[4096];
	uint32_t at = 0;
	ssize_t got;
	int fd;

	snprintf(path, sizeof(path), "/proc/%u/environ", process);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	for (size_t all = 0; all < LARGEST; all += got) {
		got = read(fd, bytes, sizeof(bytes));
		if (got < 0 && errno == EINTR) {
			got = 0;
			continue;
		}
		if (got <= 0)
			break;
		at = take(&variable, names, bytes, got, to, at, capacity);
	}
	close(fd);
	memset(bytes, 0, sizeof(bytes));
	return keep(&variable, names, to, at, capacity);
}
