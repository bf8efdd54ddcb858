/* One request and one response on a TCP connection, one of them by the operation on trial. */
#include "coverage.h"

#include <string.h>
#include <unistd.h>

const char *operation_name, *operation_side;

struct trial {
	const struct stream_operation *operation;
	bool by_server;
};

static struct stream_operation plain = { .send = by_write, .receive = by_read };

/* What a side uses: the operation where it is its turn to, else the plain calls. */
static send_operation sender(const struct stream_operation *mine)
{
	return mine->send ? mine->send : by_write;
}

static receive_operation receiver(const struct stream_operation *mine)
{
	return mine->receive ? mine->receive : by_read;
}

/* A size of 0 is known only after sending; then the sender says it, and the receiver reads nothing before. */
static size_t send_message(struct peer to, int fd, const struct stream_operation *mine, size_t size)
{
	size_t done = sender(mine)(fd, size);

	if (!size)
		tell(to, &done, sizeof(done));
	return done;
}

static size_t receive_message(struct peer from, int fd, const struct stream_operation *mine, size_t size)
{
	if (!size)
		hear(from, &size, sizeof(size));
	receiver(mine)(fd, size);
	return size;
}

static bool request_is_on_trial(const struct trial *t)
{
	return t->by_server == !t->operation->send;
}

static size_t request_size(const struct trial *t)
{
	return request_is_on_trial(t) ? t->operation->size : t->operation->answered;
}

static size_t response_size(const struct trial *t)
{
	return request_is_on_trial(t) ? t->operation->answered : t->operation->size;
}

static void serve(struct peer client, const void *plan)
{
	const struct trial *t = plan;
	const struct stream_operation *mine = t->by_server ? t->operation : &plain;
	struct tally tally = { .requests = 1 };
	uint16_t port;
	int listener = listen_tcp(AF_INET, &port), fd;

	tell(client, &port, sizeof(port));
	fd = accept_from(listener);
	tally.sent = receive_message(client, fd, mine, request_size(t));
	tally.received = send_message(client, fd, mine, response_size(t));
	expect_end(fd);
	tell(client, &tally, sizeof(tally));
}

void run_exchange(const struct stream_operation *operation, bool by_server)
{
	struct trial t = { operation, by_server };
	const struct stream_operation *mine = by_server ? &plain : operation;
	struct peer server = start_server(serve, &t);
	struct tally tally = { .requests = 1 };
	uint16_t port;
	int fd;

	hear(server, &port, sizeof(port));
	fd = connect_tcp(AF_INET, port);
	tally.sent = send_message(server, fd, mine, request_size(&t));
	tally.received = receive_message(server, fd, mine, response_size(&t));
	check_tcp(fd, tally.sent, tally.received);
	close(fd);
	finish(server, "tcp", port, NULL, tally, operation->unseen ? operation->size : 0);
}

void finish(struct peer server, const char *transport, uint16_t port, const char *path, struct tally counted, size_t unseen)
{
	struct tally by_server;

	hear(server, &by_server, sizeof(by_server));
	end_child(server);
	if (memcmp(&by_server, &counted, sizeof(counted)))
		die("client and server counted differently");
	json_open();
	json_text("op", operation_name);
	json_text("side", operation_side);
	json_text("transport", transport);
	if (port)
		json_count("port", port);
	if (path)
		json_text("path", path);
	json_tally(counted);
	json_count("unseen", unseen);
	json_pids(server);
	json_close();
}
