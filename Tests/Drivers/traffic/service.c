/* The server of most scenes: one thread, any number of connections, whoever asks is answered. */
#include "traffic.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

enum { ROOM = 32 };

struct desk {
	const struct service *service;
	struct tally tally;
	unsigned to_come, open;
	/* The listener, then the connections. */
	struct pollfd fds[1 + ROOM];
};

static int open_unix_server(struct peer client, const char *path)
{
	const uint16_t no_port = 0;
	int fd = listen_unix(path);

	tell(client, &no_port, sizeof(no_port));
	return fd;
}

int open_service(struct peer client, const struct service *service)
{
	return service->path ? open_unix_server(client, service->path) : open_tcp_server(client, service->family);
}

bool answer(int fd, const struct service *service, struct tally *tally)
{
	if (!read_message_or_end(fd, service->request))
		return false;
	write_message(fd, service->response);
	tally->requests++;
	tally->sent += service->request;
	tally->received += service->response;
	return true;
}

static void welcome(struct desk *desk)
{
	if (desk->open == ROOM)
		die("more than %d connections at once", ROOM);
	desk->fds[1 + desk->open++] = (struct pollfd){ .fd = accept_from(desk->fds[0].fd), .events = POLLIN };
	/* A negative descriptor is one that poll leaves out. */
	if (!--desk->to_come)
		desk->fds[0].fd = -1;
}

static void attend(struct desk *desk, struct pollfd *connection)
{
	if (desk->service->renew)
		connection->fd = desk->service->renew(connection->fd, desk->tally.requests);
	if (answer(connection->fd, desk->service, &desk->tally))
		return;
	close(connection->fd);
	*connection = desk->fds[desk->open--];
}

void serve(struct peer client, const void *plan)
{
	const struct service *service = plan;
	struct desk desk = { .service = service, .to_come = service->connections };
	int listener = open_service(client, service);

	desk.fds[0] = (struct pollfd){ .fd = listener, .events = POLLIN };
	while (desk.to_come || desk.open) {
		if (poll(desk.fds, 1 + desk.open, -1) < 0)
			die("poll: %m");
		/* Downwards: the last moves into the place of one that has ended. */
		for (unsigned i = desk.open; i > 0; i--)
			if (desk.fds[i].revents)
				attend(&desk, &desk.fds[i]);
		if (desk.to_come && desk.fds[0].revents)
			welcome(&desk);
	}
	tell(client, &(struct served){ .tally = desk.tally }, sizeof(struct served));
}
