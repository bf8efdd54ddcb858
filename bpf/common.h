/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/* What every part of the kernel side includes: types, helpers, the system's numbers, the wire. */
#ifndef WEIR_COMMON_H
#define WEIR_COMMON_H

#define WEIR_BPF
#include "kernel/types.h"
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_endian.h>
#include "wire/events.h"

#define inline_always static inline __attribute__((always_inline))
#define outlined static __attribute__((noinline)) /* rare or large: kept out of the hot path's code */

#define AF_UNIX 1
#define AF_INET 2
#define AF_INET6 10
#define SOCK_STREAM 1
#define IPPROTO_TCP 6
#define IPPROTO_UDP 17
#define MSG_PEEK 2
#define RCV_SHUTDOWN 1

#define TCP_ESTABLISHED 1
#define TCP_SYN_SENT 2
#define TCP_SYN_RECV 3
#define TCP_FIN_WAIT1 4
#define TCP_CLOSE 7
#define TCP_CLOSE_WAIT 8
#define TCP_LAST_ACK 9
#define TCP_LISTEN 10

#define PF_IO_WORKER 0x10
#define PF_KTHREAD 0x200000
#define TS_COMPAT 2 /* x86: a 32-bit system call */

#endif
