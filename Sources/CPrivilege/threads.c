// SPDX-License-Identifier: Apache-2.0
// Which threads this process has.
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "internal.h"

static int thread_count(void)
{
	FILE *file = fopen("/proc/self/status", "re");
	char line[256];
	int count = -1;

	while (file && fgets(line, sizeof(line), file) && sscanf(line, "Threads:\t%d", &count) != 1)
		;
	if (file)
		fclose(file);
	return count;
}

int weir_threads_list(struct weir_threads *threads)
{
	DIR *directory = opendir("/proc/self/task");
	int before = thread_count(), own = syscall(SYS_gettid), error = directory ? -ESRCH : -errno;
	struct dirent *entry;

	threads->count = 0;
	while (directory && (entry = readdir(directory))) {
		int id = atoi(entry->d_name);

		if (id <= 0)
			continue;
		if (threads->count == threads->capacity) {
			int capacity = 2 * threads->capacity + 64, *ids = realloc(threads->ids, capacity * sizeof(*ids));

			if (!ids) {
				error = -ENOMEM;
				break;
			}
			threads->ids = ids;
			threads->capacity = capacity;
		}
		threads->ids[threads->count++] = id;
		if (id == own)
			error = 0;
	}
	if (directory)
		closedir(directory);
	threads->complete = before == threads->count && before == thread_count();
	return error;
}
