/*
 * One kind of socket operation a run. A stream operation is one exchange on a connection, in which one side (the client, or
 * with --server the server) moves its bytes by the operation on trial and everything else is plain write and read.
 */
#pragma once

#include "../operations/operations.h"

struct stream_operation {
	const char *name;
	/* One of the two. */
	send_operation send;
	receive_operation receive;
	size_t size;	 /* bytes it moves; 0: it finds out itself */
	size_t answered; /* bytes of the message the other way */
	bool unseen;	 /* no socket tracepoint tells of it */
};

/* Whatever is not an exchange of that form runs both its processes itself. */
struct own_operation {
	const char *name;
	void (*run)(void);
};

extern const struct stream_operation stream_operations[];
extern const struct own_operation own_operations[];

/* datagrams.c, shapes.c, http.c */
void run_udp(void);
void run_udp_unconnected(void);
void run_unix_stream(void);
void run_unix_pair(void);
void run_ipv6(void);
void run_half_close(void);
void run_byte_writes(void);

/* exchange.c */
void run_exchange(const struct stream_operation *operation, bool by_server);
/* Ends the run: waits for the server, compares what it counted, prints. Port or path, whichever the transport has. */
void finish(struct peer server, const char *transport, uint16_t port, const char *path, struct tally counted, size_t unseen);
/* The name on the command line, and who does it. */
extern const char *operation_name, *operation_side;
