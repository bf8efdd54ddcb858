// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/bpf.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include "scratch.h"

int try_execve(void) { return TRY(SYS_execve, NULL, NULL, NULL); }
int try_execveat(void) { return TRY(SYS_execveat, -1, NULL, NULL, NULL, 0); }

int try_spawn(void)
{
	char *arguments[] = { "/bin/true", NULL };
	pid_t child;
	int error = posix_spawn(&child, arguments[0], NULL, NULL, arguments, NULL);

	if (!error)
		waitpid(child, NULL, 0);
	return error;
}

int try_fork(void)
{
	long child = syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);

	if (child == 0)
		_exit(0);
	if (child < 0)
		return errno;
	waitpid(child, NULL, 0);
	return 0;
}

// A thread must share more than this: EINVAL from whoever looks at that.
int try_thread_in_namespace(void) { return TRY(SYS_clone, CLONE_THREAD | CLONE_NEWNET, NULL, NULL, NULL, NULL); }

static int try_bpf(int command, union bpf_attr *attributes)
{
	long fd = syscall(SYS_bpf, command, attributes, sizeof(*attributes));

	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

int try_load_program(void)
{
	struct bpf_insn code[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = 0, .imm = 0 },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	union bpf_attr attributes = { .prog_type = BPF_PROG_TYPE_SOCKET_FILTER, .insns = (uintptr_t)code, .insn_cnt = 2,
		.license = (uintptr_t)"GPL" };

	return try_bpf(BPF_PROG_LOAD, &attributes);
}

int try_create_map(void)
{
	union bpf_attr attributes = { .map_type = BPF_MAP_TYPE_HASH, .key_size = 4, .value_size = 8, .max_entries = 8 };

	return try_bpf(BPF_MAP_CREATE, &attributes);
}

int try_link(void)
{
	union bpf_attr attributes = { .link_create.prog_fd = -1 };

	return try_bpf(BPF_LINK_CREATE, &attributes);
}

int try_raw_tracepoint(void)
{
	union bpf_attr attributes = { .raw_tracepoint.prog_fd = -1 };

	return try_bpf(BPF_RAW_TRACEPOINT_OPEN, &attributes);
}

int try_map_by_id(void)
{
	union bpf_attr attributes = { .map_id = UINT32_MAX };

	return try_bpf(BPF_MAP_GET_FD_BY_ID, &attributes);
}

int try_ptrace(void) { return TRY(SYS_ptrace, PTRACE_ATTACH, NO_PROCESS, NULL, NULL); }
int try_read_memory(void) { return TRY(SYS_process_vm_readv, NO_PROCESS, NULL, 0, NULL, 0, 0); }
int try_write_memory(void) { return TRY(SYS_process_vm_writev, NO_PROCESS, NULL, 0, NULL, 0, 0); }
int try_perf(void) { return TRY(SYS_perf_event_open, NULL, -1, -1, -1, 0); }
int try_mount(void) { return TRY(SYS_mount, NULL, NULL, NULL, 0, NULL); }
int try_unshare(void) { return TRY(SYS_unshare, 0); }
int try_setns(void) { return TRY(SYS_setns, -1, 0); }
int try_setuid(void) { return TRY(SYS_setuid, getuid()); }
int try_module(void) { return TRY(SYS_finit_module, -1, "", 0); }
int try_kexec(void) { return TRY(SYS_kexec_load, 0, 0, NULL, ~0UL); }
int try_handle(void) { return TRY(SYS_open_by_handle_at, -1, NULL, 0); }
int try_kill_parent(void) { return TRY(SYS_kill, getppid(), 0); }

int try_packet_socket(void)
{
	int fd = socket(AF_PACKET, SOCK_RAW, 0);

	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

int try_limit_parent(void)
{
	struct rlimit limit;

	return TRY(SYS_prlimit64, getppid(), RLIMIT_NOFILE, NULL, &limit);
}

int try_favour_parent(void)
{
	int now = getpriority(PRIO_PROCESS, getppid());

	return TRY(SYS_setpriority, PRIO_PROCESS, getppid(), now);
}

int try_type_into_terminal(void) { return TRY(SYS_ioctl, STDIN_FILENO, TIOCSTI, ""); }

int try_signal_owner(void)
{
	int pipes[2], error;

	if (pipe2(pipes, O_CLOEXEC))
		return errno;
	error = TRY(SYS_fcntl, pipes[0], F_SETOWN, getpid());
	close(pipes[0]);
	close(pipes[1]);
	return error;
}
