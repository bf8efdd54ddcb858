/* One datagram is one message. */
#include "common.h"

#include <sys/socket.h>

void send_datagram(int fd, size_t size)
{
	if (send(fd, some_bytes(), size, 0) != (ssize_t)size)
		die("send a datagram of %zu bytes: %m", size);
}

void receive_datagram(int fd, size_t size)
{
	char block[MESSAGE_BLOCK];
	ssize_t done = recv(fd, block, sizeof(block), 0);

	if (done != (ssize_t)size)
		die("a datagram of %zd bytes, not %zu: %m", done, size);
}

/* The server's socket stays unconnected, as most UDP servers keep theirs. */
void answer_datagram(int fd, size_t request, size_t response)
{
	char block[MESSAGE_BLOCK];
	struct sockaddr_storage client;
	socklen_t client_size = sizeof(client);
	ssize_t done = recvfrom(fd, block, sizeof(block), 0, (struct sockaddr *)&client, &client_size);

	if (done != (ssize_t)request)
		die("a datagram of %zd bytes, not %zu: %m", done, request);
	if (sendto(fd, some_bytes(), response, 0, (struct sockaddr *)&client, client_size) != (ssize_t)response)
		die("answer with a datagram of %zu bytes: %m", response);
}
