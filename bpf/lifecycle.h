/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* Processes and cgroups come and go: told before their first packet, so that short lives keep their names. */
#ifndef WEIR_LIFECYCLE_H
#define WEIR_LIFECYCLE_H

struct process_record {
	struct weir_process p;
	__u8 arguments[WEIR_MAX_ARGUMENTS];
};

struct cgroup_record {
	struct weir_cgroup c;
	__u8 path[WEIR_MAX_PATH];
};

inline_always void describe_process(struct weir_process *p, struct task_struct *task, const struct owner *o, __u16 kind, __u32 attempt)
{
	p->header.sequence = attempt;
	p->header.time = bpf_ktime_get_ns();
	p->header.kind = kind;
	p->header.cpu = bpf_get_smp_processor_id();
	p->started = BPF_CORE_READ(task, group_leader, start_time);
	p->cgroup_v2 = o->cgroup_v2;
	p->cgroup_v1 = o->cgroup_v1;
	p->cgroup_v1_hierarchy = o->cgroup_v1_hierarchy;
	p->process = o->process;
	p->parent = BPF_CORE_READ(task, real_parent, tgid);
	p->thread = o->thread;
	p->arguments_length = 0;
	__builtin_memcpy(p->command, o->command, sizeof(p->command));
}

/* argv lies at the top of the new stack, just written. */
inline_always void read_arguments(struct process_record *r, struct task_struct *task)
{
	struct mm_struct *mm = BPF_CORE_READ(task, mm);
	__u64 start, length;

	if (!mm)
		return;
	start = BPF_CORE_READ(mm, arg_start);
	length = BPF_CORE_READ(mm, arg_end) - start;
	if (length > WEIR_MAX_ARGUMENTS)
		length = WEIR_MAX_ARGUMENTS;
	if (length == 0 || bpf_probe_read_user(r->arguments, length, (void *)start))
		return;
	r->p.arguments_length = length;
}

inline_always int process_record(struct task_struct *task, __u16 kind)
{
	__u32 index, attempt;
	struct weir_counters *n = count();
	struct process_record *r;
	struct owner o = {};
	void *ring;

	read_owner(&o, task);
	if (o.decision != WATCHED)
		return 0;
	attempt = __sync_fetch_and_add(&n->attempts, 1);
	ring = ring_of(bpf_get_smp_processor_id(), &index);
	r = ring ? bpf_ringbuf_reserve(ring, sizeof(*r), 0) : 0;
	if (!r) {
		__sync_fetch_and_add(&n->lost_ring, 1);
		return 0;
	}
	describe_process(&r->p, task, &o, kind, attempt);
	if (kind == WEIR_EXEC)
		read_arguments(r, task);
	bpf_ringbuf_submit(r, wakeup(ring, index));
	return 0;
}

inline_always int process_exec(struct task_struct *task)
{
	return process_record(task, WEIR_EXEC);
}

/* Of a process, not of each of its threads. */
inline_always int process_exit(struct task_struct *task)
{
	if (BPF_CORE_READ(task, signal, live.counter) > 0)
		return 0;
	return process_record(task, WEIR_EXIT);
}

inline_always int cgroup_record(struct cgroup *cgroup, const char *path, __u16 kind, __u64 parent)
{
	__u32 index, attempt;
	struct weir_counters *n = count();
	struct cgroup_record *r;
	void *ring;
	long length;

	attempt = __sync_fetch_and_add(&n->attempts, 1);
	ring = ring_of(bpf_get_smp_processor_id(), &index);
	r = ring ? bpf_ringbuf_reserve(ring, sizeof(*r), 0) : 0;
	if (!r) {
		__sync_fetch_and_add(&n->lost_ring, 1);
		return 0;
	}
	r->c.header.time = bpf_ktime_get_ns();
	r->c.header.sequence = attempt;
	r->c.header.kind = kind;
	r->c.header.cpu = bpf_get_smp_processor_id();
	r->c.id = BPF_CORE_READ(cgroup, kn, id);
	r->c.parent = parent;
	r->c.hierarchy = BPF_CORE_READ(cgroup, root, hierarchy_id);
	length = bpf_probe_read_kernel_str(r->path, sizeof(r->path), path);
	r->c.path_length = length > 0 ? length - 1 : 0;
	bpf_ringbuf_submit(r, wakeup(ring, index));
	return 0;
}

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct weir_cgroup_place);
} places SEC(".maps");

outlined bool is_watched_place(__u32 hierarchy, const char *path)
{
	__u32 zero = 0;
	struct weir_cgroup_place *place = bpf_map_lookup_elem(&places, &zero);

	if (!place)
		return false;
	__builtin_memset(place, 0, sizeof(*place));
	place->hierarchy = hierarchy;
	bpf_probe_read_kernel_str(place->path, sizeof(place->path), path);
	return bpf_map_lookup_elem(&watched_places, place);
}

/* A child of a watched cgroup is watched before its first task can enter it. */
inline_always int cgroup_made(struct cgroup *cgroup, const char *path)
{
	__u32 hierarchy = BPF_CORE_READ(cgroup, root, hierarchy_id);
	__u64 parent = BPF_CORE_READ(cgroup, self.parent, cgroup, kn, id);
	struct weir_cgroup_key key = { .hierarchy = hierarchy };
	__u8 yes = 1;

	if (filter_cgroups) {
		if (!watched_cgroup(parent, hierarchy) && !is_watched_place(hierarchy, path))
			return 0;
		key.id = BPF_CORE_READ(cgroup, kn, id);
		bpf_map_update_elem(&watched_cgroups, &key, &yes, BPF_ANY);
	}
	return cgroup_record(cgroup, path, WEIR_CGROUP_MKDIR, parent);
}

inline_always int cgroup_removed(struct cgroup *cgroup, const char *path)
{
	struct weir_cgroup_key key = { .id = BPF_CORE_READ(cgroup, kn, id) };

	key.hierarchy = BPF_CORE_READ(cgroup, root, hierarchy_id);
	if (filter_cgroups && bpf_map_delete_elem(&watched_cgroups, &key))
		return 0;
	return cgroup_record(cgroup, path, WEIR_CGROUP_RMDIR, 0);
}

#endif
