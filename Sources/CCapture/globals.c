// SPDX-License-Identifier: Apache-2.0
// The variables that the programs and the reader share through memory, and what the kernel tells of the programs.
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include "internal.h"

// Where the programs' variable of this name lies.
static void *global(struct weir_capture *capture, const char *name)
{
	const struct btf *btf = bpf_object__btf(capture->object);
	int id = btf__find_by_name_kind(btf, ".bss", BTF_KIND_DATASEC);
	const struct btf_type *section = id < 0 ? NULL : btf__type_by_id(btf, id);
	const struct btf_var_secinfo *variable;

	if (!section)
		return NULL;
	variable = btf_var_secinfos(section);
	for (int i = 0; i < btf_vlen(section); i++, variable++) {
		const struct btf_type *type = btf__type_by_id(btf, variable->type);

		if (!strcmp(btf__name_by_offset(btf, type->name_off), name))
			return (char *)capture->globals + variable->offset;
	}
	return NULL;
}

// libbpf maps the variables of a loaded object only for generated skeletons.
int weir_globals_map(struct weir_capture *capture)
{
	struct bpf_map *bss = bpf_object__find_map_by_name(capture->object, ".bss");

	if (!bss)
		return -ENOENT;
	capture->globals_size = bpf_map__value_size(bss);
	capture->globals = mmap(NULL, capture->globals_size, PROT_READ | PROT_WRITE, MAP_SHARED, bpf_map__fd(bss), 0);
	if (capture->globals == MAP_FAILED) {
		capture->globals = NULL;
		return -errno;
	}
	capture->older_pass = global(capture, "older_pass");
	capture->wake_pending = global(capture, "wake_pending");
	capture->filter_epoch = global(capture, "filter_epoch");
	capture->detail = global(capture, "detail");
	capture->reconciling = global(capture, "reconciling");
	capture->counters = global(capture, "counters");
	return capture->older_pass && capture->wake_pending && capture->filter_epoch && capture->detail && capture->reconciling &&
			       capture->counters ? 0 : -ENOENT;
}

void weir_capture_counters(struct weir_capture *capture, struct weir_counters *sum)
{
	int processors = libbpf_num_possible_cpus();

	if (processors < 1 || processors > WEIR_MAX_CPUS)
		processors = WEIR_MAX_CPUS;
	memset(sum, 0, sizeof(*sum));
	for (int cpu = 0; cpu < processors; cpu++) {
		const volatile struct weir_counters *one = &capture->counters[cpu];

		sum->attempts += one->attempts;
		sum->iterated += one->iterated;
		sum->lost_ring += one->lost_ring;
		sum->lost_storage += one->lost_storage;
		sum->deferred += one->deferred;
		sum->unread += one->unread;
		sum->wakeups += one->wakeups;
		sum->lost_ends += one->lost_ends;
		sum->compat += one->compat;
		sum->unaddressed += one->unaddressed;
	}
}

uint32_t weir_capture_attempts(struct weir_capture *capture, int processor)
{
	return processor < 0 || processor >= WEIR_MAX_CPUS ? 0 : capture->counters[processor].attempts;
}

uint64_t weir_capture_missed(struct weir_capture *capture)
{
	struct bpf_program *program;
	uint64_t missed = 0;

	bpf_object__for_each_program(program, capture->object) {
		struct bpf_prog_info info = {};
		__u32 length = sizeof(info);

		if (bpf_program__autoload(program) && !bpf_obj_get_info_by_fd(bpf_program__fd(program), &info, &length))
			missed += info.recursion_misses;
	}
	return missed;
}
