// SPDX-License-Identifier: Apache-2.0
// Loading, attaching and ending a capture.
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "internal.h"

static int set_constants(struct bpf_object *object, const struct weir_options *options)
{
	struct { const char *name; uint64_t value; size_t size; } constants[] = {
		{ "payload_limit", options->payload_limit, 4 },
		{ "ring_count", options->ring_count, 4 },
		{ "ring_wakeup_bytes", options->ring_bytes / 4, 4 },
		{ "filter_cgroups", options->filter_cgroups, 1 },
		{ "filter_processes", options->filter_processes, 1 },
		{ "tell_calls", options->tell_calls, 1 },
	};
	struct bpf_map *rodata = bpf_object__find_map_by_name(object, ".rodata");
	const struct btf *btf = bpf_object__btf(object);
	const struct btf_type *section;
	size_t size;
	char *memory = rodata ? (char *)bpf_map__initial_value(rodata, &size) : NULL;
	int type = btf__find_by_name_kind(btf, ".rodata", BTF_KIND_DATASEC);

	if (!memory || type < 0)
		return -ENOENT;
	section = btf__type_by_id(btf, type);
	for (size_t i = 0; i < sizeof(constants) / sizeof(constants[0]); i++) {
		const struct btf_var_secinfo *variable = btf_var_secinfos(section);
		int found = 0;

		for (int v = 0; v < btf_vlen(section); v++, variable++) {
			const struct btf_type *t = btf__type_by_id(btf, variable->type);

			if (strcmp(btf__name_by_offset(btf, t->name_off), constants[i].name))
				continue;
			memcpy(memory + variable->offset, &constants[i].value, constants[i].size);
			found = 1;
		}
		if (!found)
			return -ENOENT;
	}
	return 0;
}

// A program whose tracepoint this kernel lacks is left out, and what only the story of descriptors needs; the caller has checked those
// that must be there.
static void leave_out(struct bpf_object *object, bool tell_calls)
{
	struct bpf_program *program;

	bpf_object__for_each_program(program, object) {
		const char *section = bpf_program__section_name(program);

		if (!strncmp(section, "tp_btf/", 7) && weir_kernel_has_tracepoint(section + 7) != 1)
			bpf_program__set_autoload(program, false);
		if (!tell_calls && (!strcmp(section, "tp_btf/sys_enter") || !strcmp(section, "tp_btf/sched_process_fork")))
			bpf_program__set_autoload(program, false);
	}
}

int weir_capture_open(const struct weir_options *options, struct weir_capture **result)
{
	struct weir_capture *capture;
	int error;

	if (options->payload_limit > WEIR_MAX_PAYLOAD || options->ring_count < 1 || options->ring_count > WEIR_MAX_RINGS)
		return -EINVAL;
	weir_print_to_failure();
	libbpf_set_memlock_rlim(0); // BPF memory is counted by cgroup since 5.11, older than anything we load on
	capture = calloc(1, sizeof(*capture));
	if (!capture)
		return -ENOMEM;
	capture->epoll = -1;
	capture->ring_count = options->ring_count;
	capture->ring_bytes = options->ring_bytes;
	capture->object = bpf_object__open_mem(weir_objects[options->backend].bytes, weir_objects[options->backend].size, NULL);
	if (!capture->object) {
		error = -errno;
		goto fail;
	}
	error = set_constants(capture->object, options);
	if (error)
		goto fail;
	leave_out(capture->object, options->tell_calls);
	error = bpf_object__load(capture->object);
	if (error)
		goto fail;
	capture->watched_cgroups = bpf_object__find_map_fd_by_name(capture->object, "watched_cgroups");
	capture->watched_places = bpf_object__find_map_fd_by_name(capture->object, "watched_places");
	capture->watched_processes = bpf_object__find_map_fd_by_name(capture->object, "watched_processes");
	capture->deferred = bpf_object__find_map_fd_by_name(capture->object, "deferred");
	error = weir_globals_map(capture);
	if (error)
		goto fail;
	error = weir_rings_open(capture);
	if (error)
		goto fail;
	*result = capture;
	return 0;
fail:
	weir_capture_close(capture);
	return error;
}

static int attach(struct weir_capture *capture, bool cgroups)
{
	struct bpf_program *program;

	bpf_object__for_each_program(program, capture->object) {
		const char *section = bpf_program__section_name(program);
		struct bpf_link *link;

		if (!bpf_program__autoload(program) || strncmp(section, "tp_btf/", 7))
			continue;
		if (!strncmp(section, "tp_btf/cgroup_", 14) != cgroups)
			continue;
		link = bpf_program__attach(program);
		if (!link)
			return -errno;
		capture->links[capture->link_count++] = link;
	}
	return 0;
}

static struct bpf_link *attach_iterator(struct weir_capture *capture, const char *program, const char *map)
{
	union bpf_iter_link_info info = {};
	LIBBPF_OPTS(bpf_iter_attach_opts, options);

	if (map) {
		info.map.map_fd = bpf_object__find_map_fd_by_name(capture->object, map);
		options.link_info = &info;
		options.link_info_len = sizeof(info);
	}
	return bpf_program__attach_iter(bpf_object__find_program_by_name(capture->object, program), &options);
}

int weir_capture_attach_cgroups(struct weir_capture *capture)
{
	int error;

	capture->older = attach_iterator(capture, "weir_older", NULL);
	if (!capture->older)
		return -errno;
	capture->snapshot = attach_iterator(capture, "weir_snapshot", "connections");
	if (!capture->snapshot)
		return -errno;
	*capture->older_pass = 0; // learns who we are, so that we are never watched
	error = weir_backlog_iterate(capture, capture->older);
	return error ? error : attach(capture, true);
}

int weir_capture_attach(struct weir_capture *capture)
{
	int error = attach(capture, false);

	for (uint32_t pass = 1; pass <= 2 && !error; pass++) {
		*capture->older_pass = pass;
		error = weir_backlog_iterate(capture, capture->older);
	}
	return error;
}

void weir_memory_keep_small(void)
{
#ifdef M_ARENA_MAX
	mallopt(M_ARENA_MAX, 1);
#endif
}

int weir_capture_watch_cgroup(struct weir_capture *capture, uint64_t id, uint32_t hierarchy)
{
	struct weir_cgroup_key key = { .id = id, .hierarchy = hierarchy };
	uint8_t yes = 1;

	return bpf_map_update_elem(capture->watched_cgroups, &key, &yes, BPF_ANY);
}

int weir_capture_watch_place(struct weir_capture *capture, uint32_t hierarchy, const char *path)
{
	struct weir_cgroup_place place = { .hierarchy = hierarchy };
	uint8_t yes = 1;

	if (strlen(path) >= sizeof(place.path))
		return -ENAMETOOLONG;
	strcpy((char *)place.path, path);
	return bpf_map_update_elem(capture->watched_places, &place, &yes, BPF_ANY);
}

void weir_capture_refilter(struct weir_capture *capture)
{
	++*capture->filter_epoch;
}

void weir_capture_set_detail(struct weir_capture *capture, uint32_t detail)
{
	*capture->detail = detail;
}

int weir_capture_watch_process(struct weir_capture *capture, uint32_t process)
{
	uint8_t yes = 1;

	return bpf_map_update_elem(capture->watched_processes, &process, &yes, BPF_ANY);
}

void weir_capture_detach(struct weir_capture *capture)
{
	while (capture->link_count > 0)
		bpf_link__destroy(capture->links[--capture->link_count]);
}

void weir_capture_close(struct weir_capture *capture)
{
	if (!capture)
		return;
	weir_capture_detach(capture);
	bpf_link__destroy(capture->older);
	bpf_link__destroy(capture->snapshot);
	weir_rings_close(capture);
	if (capture->globals)
		munmap(capture->globals, capture->globals_size);
	bpf_object__close(capture->object);
	free(capture->backlog.bytes);
	free(capture);
}
