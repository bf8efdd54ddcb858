/* UDP in ways that a single recv with a large buffer does not show: many datagrams a call, and lengths without their bytes. */
#define _GNU_SOURCE
#include "traffic.h"

#include <unistd.h>

enum { BATCH = 40, TURNS = 3, PEEKS = 5 };
enum { REQUEST = 149, RESPONSE = 223, PEEKED_REQUEST = 1481, PEEKED_RESPONSE = 991, SMALL = 16 };

struct batch {
	struct iovec pieces[BATCH];
	struct mmsghdr messages[BATCH];
	char data[BATCH][1024];
	struct sockaddr_storage address;
};

/* All to or from one address, whose size is 0 where the socket is connected. */
static struct mmsghdr *prepare(struct batch *batch, size_t size, socklen_t address_size)
{
	for (int i = 0; i < BATCH; i++) {
		batch->pieces[i] = (struct iovec){ batch->data[i], size };
		batch->messages[i] = (struct mmsghdr){ .msg_hdr = { .msg_iov = &batch->pieces[i], .msg_iovlen = 1 } };
		if (!address_size)
			continue;
		batch->messages[i].msg_hdr.msg_name = &batch->address;
		batch->messages[i].msg_hdr.msg_namelen = address_size;
	}
	return batch->messages;
}

static void expect_all(const struct batch *batch, int count, unsigned size)
{
	if (count != BATCH)
		die("%d of %d datagrams: %m", count, BATCH);
	for (int i = 0; i < BATCH; i++)
		if (batch->messages[i].msg_len != size)
			die("a datagram of %u bytes, not %u", batch->messages[i].msg_len, size);
}

static void send_batch(int fd, struct batch *batch, size_t size, socklen_t address_size)
{
	expect_all(batch, sendmmsg(fd, prepare(batch, size, address_size), BATCH, 0), size);
}

static socklen_t receive_batch(int fd, struct batch *batch, size_t size, socklen_t address_size)
{
	expect_all(batch, recvmmsg(fd, prepare(batch, sizeof(batch->data[0]), address_size), BATCH, 0, NULL), size);
	return batch->messages[0].msg_hdr.msg_namelen;
}

static void serve_batches(struct peer client, const void *plan)
{
	struct served served = { .tally = *(const struct tally *)plan };
	struct batch *batch = allocate(1, sizeof(*batch));
	int fd = open_udp_server(client);

	for (int i = 0; i < TURNS; i++) {
		socklen_t size = receive_batch(fd, batch, REQUEST, sizeof(batch->address));

		send_batch(fd, batch, RESPONSE, size);
	}
	answer_datagram(fd, REQUEST, RESPONSE);
	tell(client, &served, sizeof(served));
}

/*
 * The direction turns once a batch, so a batch is a request. Last comes a request of one datagram: a UDP socket tells nobody
 * when it closes, and who adds up a burst to tell of it later would be caught out by a close right after.
 */
struct outcome run_udp_batches(void)
{
	const unsigned datagrams = TURNS * BATCH + 1;
	const struct tally tally = { TURNS + 1, datagrams * REQUEST, datagrams * RESPONSE };
	struct visit visit = start_bare_visit(serve_batches, &tally);
	struct batch *batch = allocate(1, sizeof(*batch));
	int fd = connect_udp(visit.outcome.port);

	for (int i = 0; i < TURNS; i++) {
		send_batch(fd, batch, REQUEST, 0);
		receive_batch(fd, batch, RESPONSE, 0);
	}
	send_datagram(fd, REQUEST);
	receive_datagram(fd, RESPONSE);
	close(fd);
	visit.outcome.transport = "udp";
	visit.outcome.opened = 1;
	visit.outcome.tally = tally;
	return end_visit(&visit);
}

/* The length is the datagram's though hardly any of it fits; the first time the datagram stays. */
static void receive_twice(int fd, size_t size, struct sockaddr *from, socklen_t *from_size)
{
	char little[SMALL];

	if (recv(fd, little, sizeof(little), MSG_PEEK | MSG_TRUNC) != (ssize_t)size)
		die("peek: %m");
	if (recvfrom(fd, little, sizeof(little), MSG_TRUNC, from, from_size) != (ssize_t)size)
		die("recvfrom: %m");
}

static void serve_peeking(struct peer client, const void *plan)
{
	struct served served = { .tally = *(const struct tally *)plan };
	int fd = open_udp_server(client);

	for (int i = 0; i < PEEKS; i++) {
		struct sockaddr_storage from;
		socklen_t size = sizeof(from);

		receive_twice(fd, PEEKED_REQUEST, (struct sockaddr *)&from, &size);
		if (sendto(fd, some_bytes(), PEEKED_RESPONSE, 0, (struct sockaddr *)&from, size) != PEEKED_RESPONSE)
			die("sendto: %m");
	}
	tell(client, &served, sizeof(served));
}

struct outcome run_udp_peek(void)
{
	const struct tally tally = { PEEKS, PEEKS * PEEKED_REQUEST, PEEKS * PEEKED_RESPONSE };
	struct visit visit = start_bare_visit(serve_peeking, &tally);
	int fd = connect_udp(visit.outcome.port);

	for (int i = 0; i < PEEKS; i++) {
		send_datagram(fd, PEEKED_REQUEST);
		receive_twice(fd, PEEKED_RESPONSE, NULL, NULL);
	}
	close(fd);
	visit.outcome.transport = "udp";
	visit.outcome.opened = 1;
	visit.outcome.tally = tally;
	return end_visit(&visit);
}
