/*
 * As many small requests as the machine can do: 64 bytes there, 128 back, a thread per connection on both sides, blocking. On
 * one connection each, or on a new connection for each request. With a pause after each it is a steady neighbour instead.
 */
#pragma once

#include "../common/common.h"

enum { REQUEST = 64, RESPONSE = 128 };

struct flood {
	/* What ends the work: one of them. */
	uint64_t requests, seconds;
	const char *until;
	uint64_t connections, pause_us;
	bool connect_each;
};

void serve_flood(struct peer client, const void *flood);
/* Checks after the last connection was closed that the server counted as we did. */
void end_flood(struct peer server, uint64_t requests);
