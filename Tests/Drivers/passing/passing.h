/*
 * A connection, or a listener, in the hands of two cgroups. The first is A, where this program was started; its child, the
 * second, moves itself to B before it does anything else. Their partner at the other end of the connections stays in A.
 */
#pragma once

#include "../common/common.h"

enum { REQUEST = 1487, RESPONSE = 997 };
/* Requests on each connection that is the first's, the second's, or one after the other of both. */
enum { BY_FIRST = 3, BY_SECOND = 5, CONNECTIONS_OF_SECOND = 2 };

/* What a process did: connections it opened or accepted, and exchanges on them. */
struct share {
	uint64_t opened;
	struct tally tally;
};

void ask(int fd, unsigned times, struct share *share);
void answer(int fd, unsigned times, struct share *share);
void answer_to_end(int fd, struct share *share);

/* second.c */
struct move {
	const char *files[16]; /* cgroup.procs of B, one of each hierarchy */
	unsigned count;
	int rights;   /* where the connection comes from */
	int listener; /* or what it is accepted from */
};

/* Each says a byte when it has moved, and its share at its end (the activated one cannot). */
void take_and_answer(struct peer first, const void *move);
void take_and_ask(struct peer first, const void *move);
void accept_and_answer(struct peer first, const void *move); /* begins at a byte */
void become_activated(struct peer first, const void *move);
int be_activated(void);

/* partner.c: says its share at its end */
struct visits {
	unsigned count;
	unsigned requests[3]; /* on each connection */
};

void visit(struct peer first, const void *visits); /* hears the port first */
void be_visited(struct peer first, const void *unused); /* says its port first */

/* scenes.c */
struct result {
	uint16_t port;
	struct share first, second, partner;
	pid_t second_pid, partner_pid;
};

struct result run_descriptor(struct move *move);
struct result run_descriptor_client(struct move *move);
struct result run_inherited(struct move *move);
struct result run_activated(struct move *move);
