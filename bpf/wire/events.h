/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * The records that the kernel programs write and the reader decodes: the only definition of them.
 * Included by the BPF programs, by CCapture (C) and, as the module CEvents, by Swift.
 *
 * Rules: fixed widths, natural alignment, no padding that the compiler inserts, sizes asserted below.
 * Times are nanoseconds of CLOCK_MONOTONIC, addresses are IPv6 (an IPv4 address in its mapped form ::ffff:a.b.c.d),
 * ports are in host order.
 */
#ifndef WEIR_EVENTS_H
#define WEIR_EVENTS_H

#ifndef WEIR_BPF
#include <linux/types.h>
#endif

#define WEIR_MAX_PAYLOAD 512
#define WEIR_MAX_ARGUMENTS 256
#define WEIR_MAX_PATH 512
#define WEIR_MAX_CPUS 1024
#define WEIR_MAX_RINGS 64
#define WEIR_COMMAND_SIZE 16
#define WEIR_MAX_WATCHED_PATH 256

/* Kinds of record. */
#define WEIR_OPEN 1     /* established, or first seen; payload: path of a unix socket */
#define WEIR_MESSAGE 2  /* first bytes of a message: the direction has turned; payload: how it begins */
#define WEIR_CLOSE 3    /* the socket is gone, or its connect failed */
#define WEIR_SNAPSHOT 4 /* totals of a connection in the middle of a message */
#define WEIR_EXEC 16
#define WEIR_EXIT 17
#define WEIR_FORK 18 /* a process or a thread began; parent is who made it */
#define WEIR_CGROUP_MKDIR 32
#define WEIR_CGROUP_RMDIR 33
#define WEIR_CALL 48 /* a system call on a socket; only when asked for */

/* Transport. */
#define WEIR_TCP 1
#define WEIR_UDP 2
#define WEIR_UNIX 3

/* Role of this end: by who connected, never by port number. */
#define WEIR_ROLE_UNKNOWN 0
#define WEIR_CLIENT 1
#define WEIR_SERVER 2

/* Direction of bytes, seen from this end. */
#define WEIR_NONE 0
#define WEIR_SEND 1
#define WEIR_RECEIVE 2

/* Flags of a connection. */
#define WEIR_OLDER 1         /* older than the capture */
#define WEIR_ROLE_GUESSED 2  /* nobody saw the connect: taken from listening ports or from who sent first */
#define WEIR_OWNER_LISTENER 4 /* the process is that which listens; nobody has touched this socket yet */
#define WEIR_DEFERRED 8      /* its ring was full: kept in a map and delivered later */

/* A record that came by another way than a ring: from an iterator, or kept in a map while its ring was full. */
#define WEIR_NO_CPU 0xffff

/* Every record begins so. */
struct weir_header {
	__u64 time;
	__u32 sequence; /* n-th record that this processor handed to its ring, lost ones included: a gap tells where they are missing */
	__u16 kind;
	__u16 cpu;
};

/* What is counted of a connection since the capture saw it first. */
struct weir_totals {
	__u64 sent;
	__u64 received;
	__u32 exchanges; /* times a response began */
	__u32 retransmits;
	__u32 resets;
	__u32 opened;
	__u32 failed;
	__u32 closed;
};

/*
 * WEIR_OPEN, WEIR_MESSAGE, WEIR_CLOSE, WEIR_SNAPSHOT.
 *
 * `totals` is cumulative; `reported` is the part of it that delivered records have told already. So `totals - reported`
 * is news exactly once, whatever was lost or reordered in between, and a reader needs no memory to count.
 */
struct weir_connection {
	struct weir_header header;
	struct weir_totals totals;
	struct weir_totals reported;
	__u64 cookie;      /* of the socket (SO_COOKIE): never used twice between boots */
	__u64 peer_cookie; /* unix: of the other end */
	__u64 started;     /* connect() or accept; 0 when nobody saw it */
	__u64 established; /* 0 when nobody saw it */
	__u64 arrived;     /* MESSAGE received: when its first bytes reached the socket; 0 unknown */
	__u64 earlier_sent; /* TCP: what had moved before the capture saw the connection */
	__u64 earlier_received;
	__u64 answered;    /* first byte of the last response; its MESSAGE is left out when nobody wants its payload. 0 none yet */
	__u64 last;        /* MESSAGE: last byte of the message before; else: last byte so far; 0 none */
	__u64 cgroup_v2;   /* 0 unknown */
	__u64 cgroup_v1;   /* of the v1 hierarchy in which the owner is deepest; 0 none */
	__u32 cgroup_v1_hierarchy;
	__u32 network_namespace;
	__u32 process; /* 0 unknown */
	__u32 thread;
	__u32 peer_process; /* unix: by SO_PEERCRED; 0 unknown */
	__u32 sequence;     /* n-th record of this connection, lost ones included; starts at 0 */
	__u32 length;       /* MESSAGE: bytes of the operation that began it */
	__s32 error;        /* CLOSE: errno of a connect that failed or of the socket's end, 0 none */
	__u32 isn_sent;     /* TCP: sequence number of the first byte, each way: both ends know the pair */
	__u32 isn_received;
	/* CLOSE, and SNAPSHOT when asked: what TCP itself counted, less what was counted here. */
	__u32 unseen_sent; /* the program moved it in a way that no hook tells (splice, zero-copy receive) */
	__u32 unseen_received;
	__u32 unread;         /* arrived, and the program has not read it */
	__u32 unacknowledged; /* written, and the peer has not confirmed it */
	__u16 local_port;
	__u16 remote_port;
	__u8 local_address[16];
	__u8 remote_address[16];
	__u8 transport;
	__u8 role;
	__u8 direction;
	__u8 flags;
	__u16 payload_length;
	__u16 family;
	__u8 command[WEIR_COMMAND_SIZE];
	__u32 reserved;
	/* payload_length bytes follow */
};

/* WEIR_EXEC, WEIR_EXIT, WEIR_FORK. */
struct weir_process {
	struct weir_header header;
	__u64 started;
	__u64 cgroup_v2;
	__u64 cgroup_v1;
	__u32 cgroup_v1_hierarchy;
	__u32 process;
	__u32 parent;
	__u32 arguments_length; /* EXEC: NUL-separated arguments follow */
	__u32 thread;
	__u32 reserved;
	__u8 command[WEIR_COMMAND_SIZE];
};

/* WEIR_CGROUP_MKDIR, WEIR_CGROUP_RMDIR. */
struct weir_cgroup {
	struct weir_header header;
	__u64 id;
	__u64 parent;
	__u32 hierarchy; /* 0 is v2 */
	__u32 path_length; /* bytes of path follow, without NUL */
};

#define WEIR_CALL_COMPAT 1 /* by way of the 32-bit interface; number and arguments are that interface's */

/*
 * WEIR_CALL: the story of descriptors, as recordings need it. header.time is when the call ended.
 */
struct weir_call {
	struct weir_header header;
	__u64 entered; /* 0 nobody saw it */
	__s64 result;  /* bytes, a descriptor, or -errno */
	__u64 arguments[6]; /* of sendmmsg and recvmmsg, which return messages, [5] is the bytes of all */
	__u64 inode;   /* of the socket it was about, as in /proc/PID/fd; 0 none */
	__u32 process;
	__u32 thread;
	__s32 descriptor; /* it was about, or has made; -1 none */
	__u16 number;
	__u8 transport;   /* 0 another */
	__u8 flags;
	__u16 local_port;
	__u16 remote_port;
	__u16 family;
	__u16 payload_length;
	__u8 local_address[16];
	__u8 remote_address[16];
	/* payload_length bytes follow: how the data begins, or the socket address that connect and bind were given */
};

/* A cgroup of the filter: ids are only unique inside their hierarchy. */
struct weir_cgroup_key {
	__u64 id;
	__u32 hierarchy;
	__u32 reserved;
};

/* And where it is: a cgroup that is made there again is watched again. NUL to the end. */
struct weir_cgroup_place {
	__u32 hierarchy;
	__u8 path[WEIR_MAX_WATCHED_PATH];
};

/* Kept per CPU by the kernel: attempts + iterated = delivered + lost_ring. */
struct weir_counters {
	__u64 attempts;     /* records that were due and for a ring */
	__u64 iterated;     /* records handed over by iterators */
	__u64 lost_ring;    /* ring full */
	__u64 lost_storage; /* no memory for a connection's state: its bytes were not counted */
	__u64 deferred;     /* ring full, but kept in a map */
	__u64 unread;       /* payload wanted and not readable */
	__u64 wakeups;
	__u64 lost_ends;    /* of lost_ring: last words of a connection, with all that was not yet told of it */
	__u64 compat;       /* 32-bit system calls on sockets */
	__u64 unaddressed;  /* calls that moved bytes on a descriptor that was gone when they ended */
	__u64 reserved[6];
};

/* How much is told, from all to little: set by the reader when it must spare itself. What is left out counts in `sequence`. */
#define WEIR_DETAIL_FULL 0
#define WEIR_DETAIL_NO_PAYLOAD 1
#define WEIR_DETAIL_NO_MESSAGES 2 /* no record per message: no times of requests */
#define WEIR_DETAIL_TOTALS 3      /* totals of connections alone, at their end and when asked */

_Static_assert(sizeof(struct weir_header) == 16, "header");
_Static_assert(sizeof(struct weir_totals) == 40, "totals");
_Static_assert(sizeof(struct weir_connection) == 304, "connection");
_Static_assert(sizeof(struct weir_process) == 80, "process");
_Static_assert(sizeof(struct weir_call) == 144, "call");
_Static_assert(sizeof(struct weir_cgroup) == 40, "cgroup");
_Static_assert(sizeof(struct weir_cgroup_key) == 16, "cgroup key");
_Static_assert(sizeof(struct weir_counters) == 128, "counters");

#endif
