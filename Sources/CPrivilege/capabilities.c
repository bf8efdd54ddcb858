// SPDX-License-Identifier: Apache-2.0
// The sets of one thread: reading them in /proc, and giving them up.
#include <errno.h>
#include <linux/capability.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "internal.h"

static void take(const char *line, struct weir_thread *state)
{
	unsigned long long set;
	unsigned flag;
	char letter;

	if (sscanf(line, "Name:\t%15[^\n]", state->name) == 1)
		return;
	if (sscanf(line, "State:\t%c", &letter) == 1)
		state->ended = letter == 'Z' || letter == 'X';
	else if (sscanf(line, "CapInh:\t%llx", &set) == 1)
		state->inheritable = set;
	else if (sscanf(line, "CapPrm:\t%llx", &set) == 1)
		state->permitted = set;
	else if (sscanf(line, "CapEff:\t%llx", &set) == 1)
		state->effective = set;
	else if (sscanf(line, "CapBnd:\t%llx", &set) == 1)
		state->bounding = set;
	else if (sscanf(line, "CapAmb:\t%llx", &set) == 1)
		state->ambient = set;
	else if (sscanf(line, "NoNewPrivs:\t%u", &flag) == 1)
		state->no_new_privileges = flag;
}

int weir_thread_read(int thread, struct weir_thread *state)
{
	// Unread, a thread counts as one that has everything.
	*state = (struct weir_thread){ .effective = ~0ULL, .permitted = ~0ULL, .inheritable = ~0ULL, .ambient = ~0ULL, .bounding = ~0ULL };
	char path[64], line[256];
	FILE *file;
	int error;

	snprintf(path, sizeof(path), "/proc/self/task/%d/status", thread);
	file = fopen(path, "re");
	if (!file)
		return errno == ENOENT ? -ESRCH : -errno;
	errno = 0;
	while (fgets(line, sizeof(line), file))
		take(line, state);
	error = ferror(file) ? -errno : 0; // ESRCH when it ended meanwhile
	fclose(file);
	return error;
}

// What fails here is seen afterwards in /proc. In this order: dropping from the bounding set takes CAP_SETPCAP.
void weir_thread_drop(uint64_t keep)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3];

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	for (int number = 0; number < 64 && prctl(PR_CAPBSET_READ, number, 0, 0, 0) >= 0; number++)
		prctl(PR_CAPBSET_DROP, number, 0, 0, 0);
	prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
	if (syscall(SYS_capget, &header, sets))
		return;
	for (int word = 0; word < _LINUX_CAPABILITY_U32S_3; word++) {
		uint32_t kept = keep >> (32 * word);

		sets[word].effective &= kept;
		sets[word].permitted &= kept;
		sets[word].inheritable = 0;
	}
	syscall(SYS_capset, &header, sets);
}
