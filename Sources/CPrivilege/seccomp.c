// SPDX-License-Identifier: Apache-2.0
// From the list of calls.c to a filter in classic BPF, and its installation.
//
// The kernel runs a filter of this form once per call number, finds those that are allowed whatever their arguments and asks it no
// more about them (since 5.11, seccomp_cache_prepare): the length of the list costs nothing.
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "internal.h"

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64
#elif defined(__aarch64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define NATIVE AUDIT_ARCH_AARCH64
#endif

// Calls are numbered alike on all architectures since 5.1, and this was the last one as the list was written (6.17). C libraries try
// newer ones first and fall back only when they hear that there is no such call.
#define LAST_KNOWN_CALL 469

#define MAX_INSTRUCTIONS BPF_MAXINSNS
#define REFUSE(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
#define PASS BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define IF(test, value, then, otherwise) BPF_JUMP(BPF_JMP | BPF_K | (test), value, then, otherwise)

#ifdef NATIVE

struct filter {
	struct sock_filter code[MAX_INSTRUCTIONS];
	unsigned short length;
};

static void add(struct filter *filter, struct sock_filter instruction)
{
	if (filter->length < MAX_INSTRUCTIONS)
		filter->code[filter->length++] = instruction;
}

// Goes on behind itself where the condition holds, else refuses.
static void add_condition(struct filter *filter, const struct weir_condition *condition)
{
	add(filter, (struct sock_filter)LOAD(args[condition->argument])); // the low half: little endian
	for (unsigned i = 0; i < condition->count; i++) {
		uint32_t value = condition->values[i] == WEIR_OWN_PROCESS ? (uint32_t)getpid() : condition->values[i];
		unsigned rest = condition->count - i - 1; // comparisons between this one and the refusal

		switch (condition->relation) {
		case WEIR_ONE_OF:
			add(filter, (struct sock_filter)IF(BPF_JEQ, value, rest + 1, 0));
			break;
		case WEIR_NONE_OF:
			add(filter, (struct sock_filter)IF(BPF_JEQ, value, rest, rest ? 0 : 1));
			break;
		case WEIR_HAS_BITS:
			add(filter, (struct sock_filter)IF(BPF_JSET, value, 1, 0));
			break;
		case WEIR_HAS_NO_BITS:
			add(filter, (struct sock_filter)IF(BPF_JSET, value, 0, 1));
			break;
		}
	}
	add(filter, (struct sock_filter)REFUSE(EPERM));
}

static void add_call(struct filter *filter, const struct weir_call *call)
{
	unsigned short test = filter->length;

	add(filter, (struct sock_filter)IF(BPF_JEQ, (uint32_t)call->number, 0, 0));
	for (int i = 0; i < 2 && call->conditions[i].relation; i++)
		add_condition(filter, &call->conditions[i]);
	if (call->error)
		add(filter, (struct sock_filter)REFUSE(call->error));
	else
		add(filter, (struct sock_filter)PASS);
	filter->code[test].jf = filter->length - test - 1; // another call: on to the next test
}

static void build(struct filter *filter)
{
	filter->length = 0;
	// 32-bit programs have other numbers. Those of x32 are beyond the last known one.
	add(filter, (struct sock_filter)LOAD(arch));
	add(filter, (struct sock_filter)IF(BPF_JEQ, NATIVE, 1, 0));
	add(filter, (struct sock_filter)REFUSE(EPERM));
	add(filter, (struct sock_filter)LOAD(nr));
	add(filter, (struct sock_filter)IF(BPF_JGT, LAST_KNOWN_CALL, 0, 1));
	add(filter, (struct sock_filter)REFUSE(ENOSYS));
	for (size_t i = 0; i < weir_call_count; i++)
		add_call(filter, &weir_calls[i]);
	add(filter, (struct sock_filter)REFUSE(EPERM));
}

static int install(void)
{
	struct filter *filter = malloc(sizeof(*filter));
	struct sock_fprog program;
	long result;

	if (!filter)
		return -ENOMEM;
	build(filter);
	program = (struct sock_fprog){ .len = filter->length, .filter = filter->code };
	result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
	free(filter);
	return result < 0 ? -errno : result > 0 ? -ESRCH : 0; // positive: the thread that cannot follow
}

#else

static int install(void)
{
	return -EOPNOTSUPP;
}

#endif

int weir_seccomp_install(void)
{
	static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
	static bool is_installed;
	int error;

	pthread_mutex_lock(&one_at_a_time);
	error = is_installed ? 0 : install();
	is_installed |= !error;
	pthread_mutex_unlock(&one_at_a_time);
	return error;
}
