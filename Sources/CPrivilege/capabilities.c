// SPDX-License-Identifier: Apache-2.0
// Giving up the capabilities of one thread.
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "internal.h"

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
