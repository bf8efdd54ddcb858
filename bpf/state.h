/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* The maps, the parameters and the state of one connection. */
#ifndef WEIR_STATE_H
#define WEIR_STATE_H

/* Set before load. The verifier sees constants and drops what is switched off. */
const volatile __u32 payload_limit = 256;
const volatile __u32 ring_count = 1;
const volatile __u32 ring_wakeup_bytes = 1 << 20;
const volatile bool filter_cgroups = false;
const volatile bool filter_processes = false;
const volatile bool tell_calls = false; /* each system call on a socket has a record of its own (syscall backend) */

/* Written by the reader while running (and self_process by the first iterator, which runs in the reader). */
__u32 self_process;
__u32 older_pass;             /* what weir_older does: 1 listeners, 2 connections */
__u32 filter_epoch;           /* rises when the filter changes: what was decided before is decided again */
__u32 detail;                 /* WEIR_DETAIL_* */
__u32 reconciling;            /* the snapshot tells every connection, with what TCP itself counted */
__u32 wake_pending[WEIR_MAX_RINGS]; /* a wake-up is under way: do not send another */
struct weir_counters counters[WEIR_MAX_CPUS];

enum decision { UNDECIDED, WATCHED, IGNORED };

/* What every operation reads and writes comes first, with the totals right behind it: two cache lines inside a message. */
struct state {
	__u64 css_set;      /* of the owner when it was decided: a change of cgroup or of process decides anew */
	__u64 last;         /* time of the last byte */
	__u64 arrived;      /* first bytes not yet read */
	__u64 arrived_last;
	__u32 process;
	__u32 epoch;        /* of the filter when it was decided */
	__u32 direction;    /* of the message under way; exchanged atomically: two processors may use one socket */
	__u8 decision;
	__u8 transport;
	__u8 role;
	__u8 touched;       /* a task has used it: the owner is no guess */
	__u8 following;     /* a decoder reads this protocol: keep taking payload */
	__u8 payloads;      /* taken while undecided whether to follow */
	__u8 operations;    /* since the direction turned (not TCP) */
	__u8 gone;
	__u8 finished;      /* our FIN is sent: it has a sequence number too */
	__u8 settled;       /* TCP: what it had counted when the connection ended is in `end` */
	__u64 emitted;      /* time of the last record (not TCP) */
	struct weir_connection c; /* what a record copies */
	__u64 inode;        /* of the socket, where the state is found by address */
	struct {
		__u32 sent, received;
	} base;             /* TCP: sequence numbers from which bytes are counted here */
	struct {
		__u32 write_seq, snd_una, rcv_nxt, copied_seq;
	} end;
};

/* One ring for a few processors, so that they do not queue for one lock. Made and sized by the reader. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, WEIR_MAX_RINGS);
	__type(key, __u32);
	__array(values, struct {
		__uint(type, BPF_MAP_TYPE_RINGBUF);
		__uint(max_entries, 4096);
	});
} rings SEC(".maps");

/* Last words of connections that ended while their ring was full. Takes memory only then, 90 MB at most. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 262144);
	__type(key, __u64);
	__type(value, struct weir_connection);
} deferred SEC(".maps");

/* The cgroups of the filter and, added as they are made, all below them. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 65536);
	__type(key, struct weir_cgroup_key);
	__type(value, __u8);
} watched_cgroups SEC(".maps");

/* Where they were: services and containers that start again get new cgroups at the same paths. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 16384);
	__type(key, struct weir_cgroup_place);
	__type(value, __u8);
} watched_places SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 65536);
	__type(key, __u32);
	__type(value, __u8);
} watched_processes SEC(".maps");

/* Who listens where: names a connection before anybody touches it, and tells the servers among the older ones. */
struct listener_key {
	__u32 network_namespace;
	__u32 port;
};

struct owner {
	__u64 css_set;
	__u64 cgroup_v2;
	__u64 cgroup_v1;
	__u32 cgroup_v1_hierarchy;
	__u32 process;
	__u32 thread;
	__u32 decision;
	__u32 epoch;
	__u32 reserved;
	__u8 command[WEIR_COMMAND_SIZE];
};

/* Several sockets may share a port (SO_REUSEPORT): it is free when the last is gone. */
struct listener {
	struct owner owner;
	__u32 sockets;
	__u32 reserved;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 65536);
	__type(key, struct listener_key);
	__type(value, struct listener);
} listeners SEC(".maps");

/* Sockets that are counted there. */
struct {
	__uint(type, BPF_MAP_TYPE_SK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, __u8);
} listening_sockets SEC(".maps");

/* Who a task is, kept with the task: reading it walks every hierarchy of cgroups. */
struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct owner);
} owners SEC(".maps");

inline_always struct weir_counters *count(void)
{
	return &counters[bpf_get_smp_processor_id() & (WEIR_MAX_CPUS - 1)];
}

#endif
