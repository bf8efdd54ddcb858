// SPDX-License-Identifier: Apache-2.0
// Every system call that weir may make once it captures. What is not here fails with EPERM: starting programs, loading kernel
// programs and modules, tracing, mounting, changing namespaces or identity, other processes' memory, io_uring.
//
// For x86-64 and aarch64; what stands last only x86-64 has, where C libraries still use the old forms.
#define _GNU_SOURCE // F_SETSIG
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include "internal.h"

#define ALLOW(name) { .number = SYS_##name }
#define ANSWER(name, code) { .number = SYS_##name, .error = code }
#define ALLOW_IF(name, ...) { .number = SYS_##name, .conditions = { __VA_ARGS__ } }
#define COUNT(...) (sizeof((uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t))
#define WHERE(relation, argument, ...) { relation, argument, COUNT(__VA_ARGS__), { __VA_ARGS__ } }
#define ONE_OF(argument, ...) WHERE(WEIR_ONE_OF, argument, __VA_ARGS__)
#define NONE_OF(argument, ...) WHERE(WEIR_NONE_OF, argument, __VA_ARGS__)

#define NEW_NAMESPACES                                                                                                              \
	(CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

const struct weir_call weir_calls[] = {
	// Kernel programs that run already: their maps, their iterators, what they counted. No loading, no attaching, no new map, and
	// no reaching for maps and programs of others (by id or by path).
	ALLOW_IF(bpf, ONE_OF(0, BPF_MAP_LOOKUP_ELEM, BPF_MAP_UPDATE_ELEM, BPF_MAP_DELETE_ELEM, BPF_MAP_GET_NEXT_KEY,
		BPF_MAP_LOOKUP_AND_DELETE_ELEM, BPF_MAP_LOOKUP_BATCH, BPF_MAP_LOOKUP_AND_DELETE_BATCH, BPF_MAP_UPDATE_BATCH,
		BPF_MAP_DELETE_BATCH, BPF_ITER_CREATE, BPF_OBJ_GET_INFO_BY_FD)),

	// Reading: /proc, /sys/fs/cgroup, captures, sockets.
	ALLOW(read), ALLOW(readv), ALLOW(pread64), ALLOW(preadv), ALLOW(preadv2), ALLOW(openat), ALLOW(close), ALLOW(close_range),
	ALLOW(lseek), ALLOW(fstat), ALLOW(newfstatat), ALLOW(statx), ALLOW(statfs), ALLOW(fstatfs), ALLOW(getdents64), ALLOW(readlinkat),
	ALLOW(faccessat), ALLOW(faccessat2), ALLOW(getcwd), ALLOW(dup), ALLOW(dup3), ALLOW(fadvise64),
	// Not whom a descriptor signals, and with what: a way around `kill`.
	ALLOW_IF(fcntl, NONE_OF(1, F_SETOWN, F_SETOWN_EX, F_SETSIG)),
	// Nor typing into a terminal.
	ALLOW_IF(ioctl, NONE_OF(1, TIOCSTI, TIOCLINUX, FIOSETOWN, SIOCSPGRP)),

	// Writing: what is printed, captures to file, a socket's path.
	ALLOW(write), ALLOW(writev), ALLOW(pwrite64), ALLOW(pwritev), ALLOW(pwritev2), ALLOW(sendfile), ALLOW(ftruncate), ALLOW(fallocate),
	ALLOW(fsync), ALLOW(fdatasync), ALLOW(flock), ALLOW(fchmod), ALLOW(umask), ALLOW(mkdirat), ALLOW(unlinkat), ALLOW(renameat),
	ALLOW(renameat2),

	// Memory.
	ALLOW(mmap), ALLOW(munmap), ALLOW(mremap), ALLOW(mprotect), ALLOW(madvise), ALLOW(msync), ALLOW(mincore), ALLOW(brk),
	ALLOW(membarrier),

	// Threads, not processes. The flags of clone3 lie in memory, where no filter sees them; told that there is none, the C library
	// takes clone.
	ALLOW_IF(clone, WHERE(WEIR_HAS_BITS, 0, CLONE_THREAD), WHERE(WEIR_HAS_NO_BITS, 0, NEW_NAMESPACES)),
	ANSWER(clone3, ENOSYS),
	ALLOW(set_robust_list), ALLOW(get_robust_list), ALLOW(set_tid_address), ALLOW(rseq), ALLOW(futex), ALLOW(exit), ALLOW(exit_group),
	ALLOW(sched_yield), ALLOW(sched_getaffinity), ALLOW(sched_getparam), ALLOW(sched_getscheduler), ALLOW(sched_get_priority_max),
	ALLOW(sched_get_priority_min), ALLOW(getpriority),
	// Of the calling thread alone.
	ALLOW_IF(setpriority, ONE_OF(0, PRIO_PROCESS), ONE_OF(1, 0)),

	// Privilege: only ever less.
	ALLOW(capget), ALLOW(capset),
	ALLOW_IF(prctl, ONE_OF(0, PR_SET_NAME, PR_GET_NAME, PR_CAPBSET_READ, PR_CAPBSET_DROP, PR_CAP_AMBIENT, PR_SET_NO_NEW_PRIVS,
		PR_GET_NO_NEW_PRIVS, PR_GET_SECCOMP, PR_GET_DUMPABLE)),

	// Signals, to nobody but this process.
	ALLOW(rt_sigaction), ALLOW(rt_sigprocmask), ALLOW(rt_sigreturn), ALLOW(rt_sigsuspend), ALLOW(rt_sigpending),
	ALLOW(rt_sigtimedwait), ALLOW(sigaltstack), ALLOW(signalfd4), ALLOW(restart_syscall),
	ALLOW_IF(kill, ONE_OF(0, WEIR_OWN_PROCESS)),
	ALLOW_IF(tgkill, ONE_OF(0, WEIR_OWN_PROCESS)),

	// Waiting and time.
	ALLOW(epoll_create1), ALLOW(epoll_ctl), ALLOW(epoll_pwait), ALLOW(epoll_pwait2), ALLOW(ppoll), ALLOW(pselect6), ALLOW(eventfd2),
	ALLOW(pipe2), ALLOW(timerfd_create), ALLOW(timerfd_settime), ALLOW(timerfd_gettime), ALLOW(nanosleep), ALLOW(clock_nanosleep),
	ALLOW(clock_gettime), ALLOW(clock_getres), ALLOW(gettimeofday),

	// Sockets: Docker's, an HTTP server's, the C library's questions about addresses. No packet sockets.
	ALLOW_IF(socket, ONE_OF(0, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK)),
	ALLOW(socketpair), ALLOW(bind), ALLOW(listen), ALLOW(accept), ALLOW(accept4), ALLOW(connect), ALLOW(getsockname),
	ALLOW(getpeername), ALLOW(getsockopt), ALLOW(setsockopt), ALLOW(sendto), ALLOW(recvfrom), ALLOW(sendmsg), ALLOW(recvmsg),
	ALLOW(sendmmsg), ALLOW(recvmmsg), ALLOW(shutdown),

	// About this process and this host.
	ALLOW(getpid), ALLOW(getppid), ALLOW(gettid), ALLOW(getpgid), ALLOW(getsid), ALLOW(getuid), ALLOW(geteuid), ALLOW(getgid),
	ALLOW(getegid), ALLOW(getresuid), ALLOW(getresgid), ALLOW(getgroups), ALLOW(getcpu), ALLOW(getrandom), ALLOW(getrusage),
	ALLOW(times), ALLOW(uname), ALLOW(sysinfo),
	// Limits of this process, not of another of the same user.
	ALLOW_IF(prlimit64, ONE_OF(0, 0, WEIR_OWN_PROCESS)),

#ifdef __x86_64__
	ALLOW(open), ALLOW(stat), ALLOW(lstat), ALLOW(access), ALLOW(readlink), ALLOW(dup2), ALLOW(mkdir), ALLOW(unlink), ALLOW(rename),
	ALLOW(poll), ALLOW(select), ALLOW(epoll_create), ALLOW(epoll_wait), ALLOW(eventfd), ALLOW(pipe), ALLOW(getpgrp), ALLOW(time),
#endif
};

const size_t weir_call_count = sizeof(weir_calls) / sizeof(weir_calls[0]);
