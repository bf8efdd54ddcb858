/*
 * Each a way to move one message on a socket, for the drivers that try them. A way to send moves size bytes out and returns
 * how many it was; only for size 0, the operation's own choice, can they differ. A way to receive takes exactly size bytes.
 */
#pragma once

#include "../common/common.h"

typedef size_t (*send_operation)(int fd, size_t size);
typedef void (*receive_operation)(int fd, size_t size);

/* calls.c: the system calls that take a buffer */
size_t by_write(int fd, size_t size);
size_t by_send(int fd, size_t size);
size_t by_sendto(int fd, size_t size);
size_t by_sendmsg(int fd, size_t size);
size_t by_writev(int fd, size_t size);
size_t by_pwritev2(int fd, size_t size);
void by_read(int fd, size_t size);
void by_recv(int fd, size_t size);
void by_recvfrom(int fd, size_t size);
void by_recvmsg(int fd, size_t size);
void by_readv(int fd, size_t size);
void by_preadv2(int fd, size_t size);

/* batches.c: one call for several messages */
size_t by_sendmmsg(int fd, size_t size);
size_t by_sendmmsg_many(int fd, size_t size);
void by_recvmmsg(int fd, size_t size);
void by_recvmmsg_many(int fd, size_t size);

/* files.c: without passing through the program */
size_t by_sendfile(int fd, size_t size);
size_t by_splice_in(int fd, size_t size);
void by_splice_out(int fd, size_t size);

/* Ways that a kernel can lack say why they cannot be used, or null. */

/* ring.c: io_uring */
const char *no_uring(void);
size_t by_uring_send(int fd, size_t size);
size_t by_uring_write(int fd, size_t size);
void by_uring_recv(int fd, size_t size);
void by_uring_read(int fd, size_t size);

/* aio.c: io_submit */
const char *no_aio(void);
size_t by_aio_write(int fd, size_t size);
void by_aio_read(int fd, size_t size);

/* entry32.c: the 32-bit entry into the kernel, from a 64-bit program */
const char *no_entry32(void);
size_t by_write32(int fd, size_t size);
size_t by_socketcall_send(int fd, size_t size);
void by_read32(int fd, size_t size);
void by_socketcall_recv(int fd, size_t size);

/* habits.c: ways to use the calls */
size_t by_dup(int fd, size_t size);
size_t by_fork(int fd, size_t size);
size_t by_short_writes(int fd, size_t size);
size_t by_zerocopy(int fd, size_t size);
void by_peek(int fd, size_t size);
void by_discard(int fd, size_t size);
