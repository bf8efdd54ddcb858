/* One connection, five requests and responses; what differs is the way the bytes move, and who moves them so. */
#include "traffic.h"

#include <unistd.h>

enum { TURNS = 5 };

/* Sizes are all different, and below what a socket takes at once: one call, one message. */
const struct exchange exchanges[] = {
	{ "plain", by_write, by_read, 1201, 701, BY_BOTH, SEEN, NULL },
	{ "send", by_send, by_recv, 1213, 709, BY_BOTH, SEEN, NULL },
	{ "sendto", by_sendto, by_recvfrom, 1217, 719, BY_BOTH, SEEN, NULL },
	{ "writev", by_writev, by_readv, 1223, 727, BY_BOTH, SEEN, NULL },
	{ "pwritev2", by_pwritev2, by_preadv2, 1229, 733, BY_BOTH, SEEN, NULL },
	{ "sendmsg", by_sendmsg, by_recvmsg, 1231, 739, BY_BOTH, SEEN, NULL },
	{ "sendmmsg", by_sendmmsg_many, by_recvmmsg_many, 1237, 743, BY_BOTH, SEEN, NULL },
	{ "peek", NULL, by_peek, 1249, 751, BY_BOTH, SEEN, NULL },
	{ "discard", NULL, by_discard, 1259, 757, BY_BOTH, SEEN, NULL },
	{ "zerocopy", by_zerocopy, NULL, 20021, 20011, BY_BOTH, SEEN, NULL },
	{ "sendfile", by_sendfile, NULL, 1277, 761, BY_BOTH, SEEN, NULL },
	{ "splice_in", by_splice_in, NULL, 1279, 769, BY_BOTH, SEEN, NULL },
	{ "splice_out", NULL, by_splice_out, 1283, 773, BY_CLIENT, UNSEEN, NULL },
	{ "splice_out_server", NULL, by_splice_out, 1289, 787, BY_SERVER, UNSEEN, NULL },
	{ "uring_send", by_uring_send, by_uring_recv, 1291, 797, BY_BOTH, UNSEEN_BY_CALLS, no_uring },
	{ "uring_write", by_uring_write, by_uring_read, 1297, 809, BY_BOTH, UNSEEN_BY_CALLS, no_uring },
	{ "aio", by_aio_write, by_aio_read, 1301, 811, BY_BOTH, UNSEEN_BY_CALLS, no_aio },
	{ "int80", by_write32, by_read32, 1303, 821, BY_BOTH, SEEN, no_entry32 },
	{ "socketcall", by_socketcall_send, by_socketcall_recv, 1307, 823, BY_BOTH, SEEN, no_entry32 },
	{ 0 },
};

static const char *const side_names[] = { [BY_CLIENT] = "client", [BY_SERVER] = "server", [BY_BOTH] = "both" };

static void put(int fd, const struct exchange *exchange, bool mine, size_t size)
{
	send_operation by = mine && exchange->send ? exchange->send : by_write;

	by(fd, size);
}

static void take(int fd, const struct exchange *exchange, bool mine, size_t size)
{
	receive_operation by = mine && exchange->receive ? exchange->receive : by_read;

	by(fd, size);
}

static struct tally planned(const struct exchange *exchange)
{
	return (struct tally){ TURNS, TURNS * exchange->request, TURNS * exchange->response };
}

static void serve_exchange(struct peer client, const void *plan)
{
	const struct exchange *exchange = plan;
	struct served served = { .tally = planned(exchange) };
	int listener = open_tcp_server(client, AF_INET), fd = accept_from(listener);

	for (int i = 0; i < TURNS; i++) {
		take(fd, exchange, exchange->by & BY_SERVER, exchange->request);
		put(fd, exchange, exchange->by & BY_SERVER, exchange->response);
	}
	expect_end(fd);
	tell(client, &served, sizeof(served));
}

/* Only what a side receives can be unseen. */
static uint64_t unseen(const struct exchange *exchange)
{
	const struct tally tally = planned(exchange);

	if (exchange->told != UNSEEN)
		return 0;
	return (exchange->by & BY_CLIENT ? tally.received : 0) + (exchange->by & BY_SERVER ? tally.sent : 0);
}

struct outcome run_exchange(const struct exchange *exchange)
{
	struct tally tally = planned(exchange);
	struct visit visit = start_bare_visit(serve_exchange, exchange);
	struct outcome *outcome = &visit.outcome;
	int fd = connect_tcp(AF_INET, outcome->port);

	outcome->side = side_names[exchange->by];
	outcome->opened = 1;
	outcome->tally = tally;
	outcome->unseen = unseen(exchange);
	outcome->unseen_by_calls = exchange->told == UNSEEN_BY_CALLS ? tally.sent + tally.received : 0;
	for (int i = 0; i < TURNS; i++) {
		put(fd, exchange, exchange->by & BY_CLIENT, exchange->request);
		take(fd, exchange, exchange->by & BY_CLIENT, exchange->response);
	}
	check_tcp(fd, tally.sent, tally.received);
	close(fd);
	return end_visit(&visit);
}
