/*
 * Asks DNS for a name and speaks to the address that it was given: 11 bytes there, 22 back, as `briefly` answers. Also the server of
 * names for it, which knows one name. The asking socket is connected or not, as resolvers are.
 */
#include "common/common.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char usage[] = "[--connected] SERVER NAME PORT | serve ADDRESS NAME HOST   (numeric addresses; one name at port 53)";

enum { REQUEST = 11, RESPONSE = 22, DNS_PORT = 53, LARGEST = 512, HEADER = 12, ANSWER = 16 };

static struct sockaddr_in endpoint(const char *host, uint16_t port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(port) };

	if (inet_pton(AF_INET, host, &address.sin_addr) != 1)
		wrong_use(usage);
	return address;
}

/* The query for an A record (RFC 1035, 4.1). Returns its length. */
static size_t write_query(unsigned char *query, const char *name)
{
	static const unsigned char header[HEADER] = { 0x17, 0x2a, 1 /* recursion desired */, 0, 0, 1 /* question */ };
	static const unsigned char type_and_class[] = { 0, 1, 0, 1 };
	size_t size = HEADER;

	memcpy(query, header, sizeof(header));
	while (*name) {
		size_t label = strcspn(name, ".");

		if (!label || label > 63 || size + label + 2 + sizeof(type_and_class) > LARGEST - ANSWER)
			die("not a name of DNS");
		query[size++] = label;
		memcpy(query + size, name, label);
		size += label;
		name += label + (name[label] == '.');
	}
	query[size++] = 0;
	memcpy(query + size, type_and_class, sizeof(type_and_class));
	return size + sizeof(type_and_class);
}

/* The same question, and one answer, which points back to its name. */
static size_t write_answer(unsigned char *message, size_t query, struct in_addr host)
{
	static const unsigned char record[ANSWER - 4] = { 0xc0, HEADER, 0, 1, 0, 1, 0, 0, 0, 60 /* seconds */, 0, 4 };

	message[2] |= 0x80; /* a response */
	message[7] = 1;
	memcpy(message + query, record, sizeof(record));
	memcpy(message + query + sizeof(record), &host, 4);
	return query + ANSWER;
}

static _Noreturn void serve(const char *address, const char *name, const char *host)
{
	struct sockaddr_in at = endpoint(address, DNS_PORT), known = endpoint(host, 0), client;
	unsigned char expected[LARGEST], message[LARGEST];
	size_t size = write_query(expected, name);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof(at)))
		die("bind %s port 53: %m", address);
	fprintf(stderr, "resolve: listening at %s\n", address);
	for (;;) {
		socklen_t client_size = sizeof(client);
		ssize_t got = recvfrom(fd, message, sizeof(message), 0, (struct sockaddr *)&client, &client_size);

		if (got != (ssize_t)size || memcmp(message, expected, size))
			die("a question for another name");
		size_t answer = write_answer(message, size, known.sin_addr);

		if (sendto(fd, message, answer, 0, (struct sockaddr *)&client, client_size) != (ssize_t)answer)
			die("answer: %m");
	}
}

static size_t resolve(const char *server, const char *name, bool connected, struct in_addr *host)
{
	struct sockaddr_in at = endpoint(server, DNS_PORT);
	unsigned char message[LARGEST];
	size_t size = write_query(message, name);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || (connected && connect(fd, (struct sockaddr *)&at, sizeof(at))))
		die("a socket to %s: %m", server);
	if (sendto(fd, message, size, 0, connected ? NULL : (struct sockaddr *)&at, connected ? 0 : sizeof(at)) != (ssize_t)size)
		die("ask %s: %m", server);
	ssize_t got = recvfrom(fd, message, sizeof(message), 0, NULL, NULL);

	if (got != (ssize_t)size + ANSWER)
		die("an answer of %zd bytes: %m", got);
	memcpy(host, message + got - 4, 4);
	close(fd);
	return got;
}

static int ask(const char *server, const char *name, const char *port_text, bool connected)
{
	struct sockaddr_in service = { .sin_family = AF_INET };
	uint64_t port;

	if (!parse_number(port_text, &port) || port > UINT16_MAX)
		wrong_use(usage);
	service.sin_port = htons(port);
	size_t answer = resolve(server, name, connected, &service.sin_addr);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || connect(fd, (struct sockaddr *)&service, sizeof(service)))
		die("connect to port %s: %m", port_text);
	write_message(fd, REQUEST);
	read_message(fd, RESPONSE);
	json_open();
	json_count("port", port);
	json_tally((struct tally){ 1, REQUEST, RESPONSE });
	json_count("answer", answer);
	json_count("client_pid", getpid());
	json_close();
	return 0;
}

int main(int argc, char **argv)
{
	bool connected = take_flag(&argc, argv, "--connected"), as_server = argc == 5 && !strcmp(argv[1], "serve");

	if (argc != 4 && !as_server)
		wrong_use(usage);
	/* The server lives as long as it is wanted. */
	begin("resolve", as_server ? 0 : 30);
	if (as_server)
		serve(argv[2], argv[3], argv[4]);
	return ask(argv[1], argv[2], argv[3], connected);
}
