/* Opening sockets, on loopback only. */
#define _GNU_SOURCE
#include "common.h"

#include <linux/tcp.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

socklen_t loopback(int family, uint16_t port, struct sockaddr_storage *address)
{
	memset(address, 0, sizeof(*address));
	if (family == AF_INET6) {
		struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)address;

		*v6 = (struct sockaddr_in6){ .sin6_family = AF_INET6, .sin6_port = htons(port),
					     .sin6_addr = IN6ADDR_LOOPBACK_INIT };
		return sizeof(*v6);
	}
	struct sockaddr_in *v4 = (struct sockaddr_in *)address;

	*v4 = (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons(port),
				    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	return sizeof(*v4);
}

static int open_socket(int family, int type)
{
	int fd = socket(family, type | SOCK_CLOEXEC, 0);

	if (fd < 0)
		die("socket: %m");
	return fd;
}

/* Without it a message in several writes waits for delayed acknowledgements, 40 ms each, and times say nothing. */
static int without_delay(int fd)
{
	int on = 1;

	if (setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)))
		die("TCP_NODELAY: %m");
	return fd;
}

static int bind_any(int family, int type, uint16_t *port)
{
	struct sockaddr_storage address;
	socklen_t size = loopback(family, 0, &address);
	int fd = open_socket(family, type);

	if (bind(fd, (struct sockaddr *)&address, size))
		die("bind: %m");
	*port = local_port(fd);
	return fd;
}

static int connect_to(int family, int type, uint16_t port)
{
	struct sockaddr_storage address;
	socklen_t size = loopback(family, port, &address);
	int fd = open_socket(family, type);

	if (connect(fd, (struct sockaddr *)&address, size))
		die("connect to port %u: %m", port);
	return fd;
}

static int start_listening(int fd)
{
	if (listen(fd, SOMAXCONN))
		die("listen: %m");
	return fd;
}

int listen_tcp(int family, uint16_t *port)
{
	return start_listening(bind_any(family, SOCK_STREAM, port));
}

int connect_tcp(int family, uint16_t port)
{
	return without_delay(connect_to(family, SOCK_STREAM, port));
}

int bind_udp(uint16_t *port)
{
	return bind_any(AF_INET, SOCK_DGRAM, port);
}

int connect_udp(uint16_t port)
{
	return connect_to(AF_INET, SOCK_DGRAM, port);
}

static struct sockaddr_un at_path(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	if (strlen(path) >= sizeof(address.sun_path))
		die("%s: too long for a unix socket", path);
	strcpy(address.sun_path, path);
	return address;
}

int listen_unix(const char *path)
{
	struct sockaddr_un address = at_path(path);
	int fd = open_socket(AF_UNIX, SOCK_STREAM);

	if (bind(fd, (struct sockaddr *)&address, sizeof(address)))
		die("bind %s: %m", path);
	return start_listening(fd);
}

int connect_unix(const char *path)
{
	struct sockaddr_un address = at_path(path);
	int fd = open_socket(AF_UNIX, SOCK_STREAM);

	if (connect(fd, (struct sockaddr *)&address, sizeof(address)))
		die("connect to %s: %m", path);
	return fd;
}

int accept_from(int listener)
{
	struct sockaddr_storage from;
	socklen_t size = sizeof(from);
	int fd = accept4(listener, (struct sockaddr *)&from, &size, SOCK_CLOEXEC);

	if (fd < 0)
		die("accept: %m");
	return from.ss_family == AF_UNIX ? fd : without_delay(fd);
}

uint16_t local_port(int fd)
{
	struct sockaddr_storage address;
	socklen_t size = sizeof(address);

	if (getsockname(fd, (struct sockaddr *)&address, &size))
		die("getsockname: %m");
	/* Both families keep the port at the same place. */
	return ntohs(((struct sockaddr_in *)&address)->sin_port);
}
