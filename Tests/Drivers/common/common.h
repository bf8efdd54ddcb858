/*
 * What the drivers share. A driver makes traffic whose amount it can vouch for, and says it in one line of JSON, so that a
 * test can hold weir's counts against it. Hence the rule of this folder: whatever goes other than planned ends the program
 * with a message; numbers are printed only when every step, on both sides, did exactly what they say.
 *
 * Talk between the processes of a driver goes through pipes, never sockets: weir must see the traffic meant for it alone.
 */
#pragma once

#include <netinet/in.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>

enum { EXIT_WRONG_USE = 2, EXIT_CANNOT_RUN_HERE = 77 };

/* Traffic in weir's words, the same on both sides: sent is client to server, received is server to client. */
struct tally {
	uint64_t requests;
	uint64_t sent;
	uint64_t received;
};

/* process.c: the two processes and their end */

struct peer {
	pid_t pid;
	int hear;
	int tell;
};

_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));
_Noreturn void cannot_run_here(const char *format, ...) __attribute__((format(printf, 1, 2)));
_Noreturn void wrong_use(const char *usage);
/* Names this process, and ends it and its children-to-be if they are still there after so many seconds. */
void begin(const char *name, unsigned seconds);
/* Runs work in a process of its own, which ends when work returns. */
struct peer start_child(const char *name, void (*work)(struct peer parent, const void *plan), const void *plan);
struct peer start_server(void (*serve)(struct peer client, const void *plan), const void *plan);
/* Waits for the good end of it. */
void end_child(struct peer child);
void tell(struct peer peer, const void *data, size_t size);
void hear(struct peer peer, void *data, size_t size);
void await_file(const char *path);

/* clock.c */

uint64_t now_ns(void);
void sleep_us(uint64_t microseconds);
void sort_ns(uint64_t *values, size_t count);

/* threads.c */

pthread_t start_thread(void *(*work)(void *), void *job);
void join_thread(pthread_t thread);
void *allocate(size_t count, size_t size); /* zeroed, for the life of the program */
uint64_t share_of(uint64_t total, uint64_t parts, uint64_t part);

/* sockets.c: all on the loopback address of the family */

int listen_tcp(int family, uint16_t *port);
int connect_tcp(int family, uint16_t port);
int listen_unix(const char *path);
int connect_unix(const char *path);
int accept_from(int listener);
int bind_udp(uint16_t *port);
int connect_udp(uint16_t port);
uint16_t local_port(int fd);
socklen_t loopback(int family, uint16_t port, struct sockaddr_storage *address);

/* rights.c: descriptors go from one process to another */

void open_rights(int ends[2]);
void pass_descriptor(int end, int fd); /* keeps its own */
int take_descriptor(int end);

/* bytes.c: messages of a size; what is in them does not matter, except that no protocol starts like it */

const void *some_bytes(void); /* MESSAGE_BLOCK of them */
enum { MESSAGE_BLOCK = 64 * 1024 };

void write_all(int fd, const void *data, size_t size);
void write_message(int fd, size_t size);
void write_in_parts(int fd, size_t size, unsigned parts);
void read_exact(int fd, void *data, size_t size);
void read_message(int fd, size_t size);
/* False if the stream ended before the message began. */
bool read_message_or_end(int fd, size_t size);
void expect_end(int fd);
/* TCP's own counters must agree with ours. */
void check_tcp(int fd, uint64_t out, uint64_t in);

/* datagrams.c */

void send_datagram(int fd, size_t size);
void receive_datagram(int fd, size_t size);
void answer_datagram(int fd, size_t request, size_t response);

/* options.c: each take_ removes what it found, and what nobody took is wrong use */

uint64_t take_number(int *argc, char **argv, const char *name, uint64_t otherwise);
const char *take_text(int *argc, char **argv, const char *name);
bool take_flag(int *argc, char **argv, const char *name);
bool parse_number(const char *text, uint64_t *value);

/* json.c: one object a line */

void json_open(void);
void json_text(const char *key, const char *value);
void json_count(const char *key, uint64_t value);
void json_real(const char *key, double value);
void json_list(const char *key, const uint64_t *values, size_t count);
void json_tally(struct tally tally);
void json_pids(struct peer server);
void json_close(void);
