/*
 * 23 answered requests on 7 connections, 4 over IPv4 and 3 over IPv6, one connect refused, one connection aborted with a
 * request that is read and never answered. Both processes walk this plan in step.
 */
#pragma once

#include "../common/common.h"

enum { CONNECTIONS = 7, REQUESTS = 23 };
/* Places in arrays of two. */
enum { IPV4 = 0, IPV6 = 1 };

enum ending { BY_CLIENT, BY_SERVER, ABORTED };

struct connection {
	int version;
	unsigned requests;
	enum ending ending;
};

static const struct connection plan[CONNECTIONS] = {
	{ IPV4, 3, BY_CLIENT }, { IPV6, 5, BY_SERVER }, { IPV4, 1, BY_CLIENT }, { IPV6, 4, BY_SERVER },
	{ IPV4, 2, BY_CLIENT }, { IPV6, 6, BY_SERVER }, { IPV4, 2, ABORTED },
};

/* Every message has a size of its own, so that no two errors can cancel out. The last request is the one never answered. */
static const size_t request_size[REQUESTS + 1] = {
	101, 211, 307, 401, 503, 601, 701, 809, 907, 1009, 1103, 1201, 1301, 1409, 1511, 1601, 1709, 1801, 1901, 2003, 2111,
	2203, 2309, 4099,
};
static const size_t response_size[REQUESTS] = {
	7001, 6007, 5003, 4001, 3001, 6101, 17, 40009, 6211, 5101, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71,
};

/* One request is written in two parts, one response in three: still one message each. */
static inline unsigned parts_of_request(unsigned index)
{
	return index == 4 ? 2 : 1;
}

static inline unsigned parts_of_response(unsigned index)
{
	return index == 9 ? 3 : 1;
}

static inline void count_request(struct tally *tally, unsigned index)
{
	tally->requests++;
	tally->sent += request_size[index];
	tally->received += response_size[index];
}

void serve_plan(struct peer client, const void *unused);
