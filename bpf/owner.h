/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * Who uses a socket, and whether we look. Read from the task and kept with it until its cgroups or its name change (the css_set
 * pointer changes exactly when a membership does), so that neither an operation nor a new connection pays for it, watched or not.
 */
#ifndef WEIR_OWNER_H
#define WEIR_OWNER_H

inline_always bool watched_cgroup(__u64 id, __u32 hierarchy)
{
	struct weir_cgroup_key key = { .id = id, .hierarchy = hierarchy };

	return bpf_map_lookup_elem(&watched_cgroups, &key);
}

/*
 * One v1 controller of the owner. On hosts with v1, Mesos and others put a task into some hierarchies only (freezer always, the
 * rest by configuration), so the deepest one knows best.
 */
inline_always void consider(struct owner *o, __u64 set, __u32 index, int *deepest, bool *watched)
{
	struct cgroup_subsys_state *css = 0;
	struct cgroup *cgroup;
	int hierarchy, level;
	__u64 id;

	bpf_probe_read_kernel(&css, sizeof(css), (void *)(set + bpf_core_field_offset(struct css_set, subsys) + index * 8));
	if (!css)
		return;
	cgroup = BPF_CORE_READ(css, cgroup);
	hierarchy = BPF_CORE_READ(cgroup, root, hierarchy_id);
	if (hierarchy == 0)
		return; /* on v2: the default hierarchy says it already */
	level = BPF_CORE_READ(cgroup, level);
	id = BPF_CORE_READ(cgroup, kn, id);
	if (filter_cgroups && !*watched && watched_cgroup(id, hierarchy))
		*watched = true;
	if (level <= *deepest)
		return;
	*deepest = level;
	o->cgroup_v1 = id;
	o->cgroup_v1_hierarchy = hierarchy;
}

#define CONSIDER(name)                                                       \
	if (bpf_core_enum_value_exists(enum cgroup_subsys_id, name##_cgrp_id)) \
		consider(o, set, bpf_core_enum_value(enum cgroup_subsys_id, name##_cgrp_id), &deepest, &watched)

outlined int read_owner(struct owner *o, struct task_struct *task)
{
	__u64 set;
	int deepest = -1;
	bool watched = false;

	if (!o || !task)
		return 0;
	set = (__u64)task->cgroups;
	o->css_set = set;
	o->epoch = filter_epoch;
	o->process = task->tgid;
	o->thread = task->pid;
	o->cgroup_v2 = task->cgroups->dfl_cgrp->kn->id;
	o->cgroup_v1 = 0;
	o->cgroup_v1_hierarchy = 0;
	BPF_CORE_READ_INTO(&o->command, task, group_leader, comm);
	if (filter_cgroups)
		watched = watched_cgroup(o->cgroup_v2, 0);
	CONSIDER(freezer);
	CONSIDER(memory);
	CONSIDER(pids);
	CONSIDER(cpu);
	CONSIDER(cpuacct);
	CONSIDER(devices);
	CONSIDER(io);
	CONSIDER(cpuset);

	o->decision = WATCHED;
	if (o->process == self_process)
		o->decision = IGNORED;
	else if (filter_cgroups && !watched)
		o->decision = IGNORED;
	else if (filter_processes && !bpf_map_lookup_elem(&watched_processes, &o->process))
		o->decision = IGNORED;
	return 0;
}

inline_always bool is_current(const struct owner *o, struct task_struct *task)
{
	const __u64 *kept = (const __u64 *)o->command, *name = (const __u64 *)task->group_leader->comm;

	return o->css_set == (__u64)task->cgroups && o->epoch == filter_epoch && kept[0] == name[0] && kept[1] == name[1];
}

/* Of a task, from its storage. NULL when there is no memory for it. */
inline_always struct owner *owner_of(struct task_struct *task)
{
	struct owner *o = bpf_task_storage_get(&owners, task, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);

	if (o && !is_current(o, task))
		read_owner(o, task);
	return o;
}

inline_always void set_owner(struct state *s, const struct owner *o)
{
	s->css_set = o->css_set;
	s->epoch = o->epoch;
	s->decision = o->decision;
	s->process = o->process;
	s->c.process = o->process;
	s->c.thread = o->thread;
	s->c.cgroup_v2 = o->cgroup_v2;
	s->c.cgroup_v1 = o->cgroup_v1;
	s->c.cgroup_v1_hierarchy = o->cgroup_v1_hierarchy;
	__builtin_memcpy(s->c.command, o->command, sizeof(o->command));
}

outlined int change_owner(struct state *s, struct task_struct *task)
{
	struct owner *kept, fresh = {};

	if (!s || !task)
		return 0;
	kept = owner_of(task);
	if (!kept) {
		read_owner(&fresh, task);
		kept = &fresh;
	}
	set_owner(s, kept);
	s->touched = 1;
	s->c.flags &= ~WEIR_OWNER_LISTENER;
	if (s->transport == WEIR_UNIX && s->c.peer_process && s->c.peer_process == self_process)
		s->decision = IGNORED; /* we asked it something: weir never reports itself */
	return 0;
}

/* The cheap check: it has used this socket last, and was decided about then. */
inline_always bool is_owner(const struct state *s, struct task_struct *task)
{
	return s->touched && s->css_set == (__u64)task->cgroups && s->process == (__u32)task->tgid && s->epoch == filter_epoch;
}

/* The current task uses the socket. False: not ours. */
inline_always bool touch(struct state *s, struct task_struct *task)
{
	if (!is_owner(s, task))
		change_owner(s, task);
	return s->decision == WATCHED;
}

/* Is the task one of those that we look at? */
inline_always bool is_watched(struct task_struct *task)
{
	struct owner *o;

	if (!filter_cgroups && !filter_processes)
		return (__u32)task->tgid != self_process;
	o = owner_of(task);
	return o && o->decision == WATCHED;
}

#endif
