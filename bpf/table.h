/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* Which system calls can move bytes on a socket, and how they name it: x86-64 and, for 32-bit programs, i386. */
#ifndef WEIR_TABLE_H
#define WEIR_TABLE_H

enum operation {
	NOTHING,
	ACCEPTS,
	MULTIPLEXES,      /* i386 socketcall */
	SENDS,            /* its first argument is the socket, its result the bytes; so does sendfile */
	SENDS_MANY,       /* its result is a number of messages */
	RECEIVES,         /* from here on, bytes come out of the first argument */
	RECEIVES_FLAGS_3, /* with flags in the third argument, */
	RECEIVES_FLAGS_4, /* or in the fourth */
	RECEIVES_MANY,
	SPLICES,          /* out of the first, into the third */
};

#define CALLS 512

/* arch/x86/entry/syscalls/syscall_64.tbl and syscall_32.tbl */
const volatile struct {
	__u8 native, compat;
} calls[CALLS] = {
	[0].native = RECEIVES,           /* read */
	[1].native = SENDS,              /* write */
	[19].native = RECEIVES,          /* readv */
	[20].native = SENDS,             /* writev */
	[40].native = SENDS,             /* sendfile */
	[43].native = ACCEPTS,           /* accept */
	[44].native = SENDS,             /* sendto */
	[45].native = RECEIVES_FLAGS_4,  /* recvfrom */
	[46].native = SENDS,             /* sendmsg */
	[47].native = RECEIVES_FLAGS_3,  /* recvmsg */
	[275].native = SPLICES,          /* splice */
	[288].native = ACCEPTS,          /* accept4 */
	[299].native = RECEIVES_MANY,    /* recvmmsg */
	[307].native = SENDS_MANY,       /* sendmmsg */
	[327].native = RECEIVES,         /* preadv2, at offset -1 */
	[328].native = SENDS,            /* pwritev2 */
	[3].compat = RECEIVES,           /* read */
	[4].compat = SENDS,              /* write */
	[102].compat = MULTIPLEXES,      /* socketcall */
	[145].compat = RECEIVES,         /* readv */
	[146].compat = SENDS,            /* writev */
	[187].compat = SENDS,             /* sendfile */
	[239].compat = SENDS,             /* sendfile64 */
	[313].compat = SPLICES,          /* splice */
	[337].compat = RECEIVES_MANY,    /* recvmmsg_time32 */
	[345].compat = SENDS_MANY,       /* sendmmsg */
	[364].compat = ACCEPTS,          /* accept4 */
	[369].compat = SENDS,            /* sendto */
	[370].compat = SENDS,            /* sendmsg */
	[371].compat = RECEIVES_FLAGS_4, /* recvfrom */
	[372].compat = RECEIVES_FLAGS_3, /* recvmsg */
	[378].compat = RECEIVES,         /* preadv2 */
	[379].compat = SENDS,            /* pwritev2 */
	[417].compat = RECEIVES_MANY,    /* recvmmsg_time64 */
};

/* include/uapi/linux/net.h: what socketcall does. Its arguments lie in memory, 32 bits each. */
#define SOCKETCALLS 32

const volatile __u8 socketcalls[SOCKETCALLS] = {
	[5] = ACCEPTS,           /* accept */
	[9] = SENDS,             /* send */
	[10] = RECEIVES_FLAGS_4, /* recv */
	[11] = SENDS,            /* sendto */
	[12] = RECEIVES_FLAGS_4, /* recvfrom */
	[16] = SENDS,            /* sendmsg */
	[17] = RECEIVES_FLAGS_3, /* recvmsg */
	[18] = ACCEPTS,          /* accept4 */
	[19] = RECEIVES_MANY,    /* recvmmsg */
	[20] = SENDS_MANY,       /* sendmmsg */
};

#endif
