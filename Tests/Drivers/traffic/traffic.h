/*
 * Scenes of traffic, one after the other, in which what a program that watches can get wrong is different each time. Each has
 * a server of its own, a port or path of its own, and an exact outcome.
 */
#pragma once

#include "../operations/operations.h"

/* What a scene did. What is 0 or null there is none of. */
struct outcome {
	const char *transport; /* null: TCP */
	const char *side;      /* who does what the scene is about, null: both */
	uint16_t port;
	const char *path;
	uint64_t opened, failed, aborted;
	struct tally tally;
	uint64_t unanswered, unanswered_sent; /* requests that a reset left so; their bytes are in the tally too */
	uint64_t unseen;		      /* bytes that no socket tracepoint tells of at that side */
	uint64_t unseen_by_calls;	      /* bytes that no system call on the socket's descriptor tells of */
	pid_t client, server;
	pid_t second; /* goes on with the connection on that side */
};

struct scene {
	const char *name;
	struct outcome (*run)(void);
};

/* exchanges.c: the scenes that differ in nothing but how the bytes move */
enum by { BY_CLIENT = 1, BY_SERVER = 2, BY_BOTH = 3 };
enum told { SEEN, UNSEEN, UNSEEN_BY_CALLS };

struct exchange {
	const char *name;
	send_operation send;	   /* null: plain write */
	receive_operation receive; /* null: plain read */
	size_t request, response;
	enum by by;
	enum told told;
	const char *(*missing)(void); /* says why this kernel cannot do it, or null */
};

extern const struct exchange exchanges[];
struct outcome run_exchange(const struct exchange *exchange);

/* service.c: the server of most scenes. It answers whoever asks until all its connections have ended */
struct service {
	int family;
	const char *path; /* of a unix service */
	size_t request, response;
	unsigned connections;
	int (*renew)(int fd, unsigned turn); /* gives back the descriptor to use from then on */
};

/* What every server says in the end. */
struct served {
	struct tally tally;
	pid_t second;
};

void serve(struct peer client, const void *service);
int open_service(struct peer client, const struct service *service);
/* False where the connection ended instead. */
bool answer(int fd, const struct service *service, struct tally *tally);

/* visit.c: the client of such a server */
struct visit {
	const struct service *service;
	struct peer server;
	struct outcome outcome;
};

struct visit start_visit(const struct service *service);
/* To a server that differs; bare where it is no such service, and the scene counts for itself. */
struct visit start_bare_visit(void (*serve)(struct peer client, const void *plan), const void *plan);
struct visit start_visit_to(void (*serve)(struct peer client, const void *service), const struct service *service);
int open_connection(struct visit *visit);
void ask(struct visit *visit, int fd, unsigned times);
void count(struct visit *visit, unsigned times); /* what another process asked */
void close_connection(const struct visit *visit, int fd, unsigned times);
struct outcome end_visit(struct visit *visit);

/* ports.c: the server's socket, whose port the client hears */
int open_tcp_server(struct peer client, int family);
int open_udp_server(struct peer client);
int open_own(int (*open)(int family, uint16_t *port), int family, uint16_t *port);
uint16_t hear_port(struct peer server);

/* The scenes. */
struct outcome run_fork(void);
struct outcome run_passing(void);
struct outcome run_fork_server(void);
struct outcome run_passing_server(void);
struct outcome run_exec(void);
struct outcome run_dup(void);
struct outcome run_eagain(void);
struct outcome run_partial(void);
struct outcome run_connect_later(void);
struct outcome run_udp(void);
struct outcome run_udp_clients(void);
struct outcome run_udp_interleaved(void);
struct outcome run_udp_batches(void);
struct outcome run_udp_peek(void);
struct outcome run_unix(void);
struct outcome run_unix_pair(void);
struct outcome run_ipv6(void);
struct outcome run_half_close(void);
struct outcome run_abort(void);
struct outcome run_abort_server(void);
struct outcome run_refused(void);
struct outcome run_threads_shared(void);
struct outcome run_threads_parallel(void);
struct outcome run_short(void);
struct outcome run_short6(void);

/* exec.c: what the program does that another became */
int go_on_after_exec(int argc, char **argv);
/* short.c: how many there are, of both families together */
extern uint64_t short_connections;
