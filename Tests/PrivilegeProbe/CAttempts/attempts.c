// SPDX-License-Identifier: Apache-2.0
#include <linux/bpf.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include "CAttempts.h"
#include "scratch.h"

const char *scratch_directory;
int prepared_map = -1;

int attempts_prepare(const char *scratch)
{
	union bpf_attr attributes = { .map_type = BPF_MAP_TYPE_HASH, .key_size = 4, .value_size = 8, .max_entries = 8 };

	scratch_directory = scratch;
	prepared_map = syscall(SYS_bpf, BPF_MAP_CREATE, &attributes, sizeof(attributes));
	return prepared_map < 0 ? errno : 0;
}

// As a security module would: whoever asks to change capabilities is refused.
int attempts_refuse_capset(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_K | BPF_JEQ, SYS_capset, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { .len = sizeof(code) / sizeof(code[0]), .filter = code };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return errno;
	return TRY(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
}

#define ATTEMPT(name) { #name, try_##name }

static const struct {
	const char *name;
	int (*make)(void);
} attempts[] = {
	ATTEMPT(execve), ATTEMPT(execveat), ATTEMPT(spawn), ATTEMPT(fork), ATTEMPT(thread_in_namespace), ATTEMPT(load_program),
	ATTEMPT(create_map), ATTEMPT(link), ATTEMPT(raw_tracepoint), ATTEMPT(map_by_id), ATTEMPT(ptrace), ATTEMPT(read_memory),
	ATTEMPT(write_memory), ATTEMPT(perf), ATTEMPT(mount), ATTEMPT(unshare), ATTEMPT(setns), ATTEMPT(setuid), ATTEMPT(module),
	ATTEMPT(kexec), ATTEMPT(handle), ATTEMPT(packet_socket), ATTEMPT(kill_parent), ATTEMPT(limit_parent), ATTEMPT(favour_parent),
	ATTEMPT(type_into_terminal), ATTEMPT(signal_owner),

	ATTEMPT(update_map), ATTEMPT(map_batch), ATTEMPT(map_info), ATTEMPT(thread), ATTEMPT(clone3), ATTEMPT(tcp), ATTEMPT(unix),
	ATTEMPT(lookup), ATTEMPT(timer), ATTEMPT(write_file), ATTEMPT(directory), ATTEMPT(signal_self), ATTEMPT(limit_self),
	ATTEMPT(newer_call), ATTEMPT(window_size),

	ATTEMPT(read_others_file), ATTEMPT(write_others_file), ATTEMPT(read_others_environment),
};

const char *attempt_name(int number)
{
	return number < (int)(sizeof(attempts) / sizeof(attempts[0])) ? attempts[number].name : NULL;
}

int attempt_make(int number) { return attempts[number].make(); }
