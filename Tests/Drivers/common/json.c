/* One JSON object on one line of stdout. Keys and texts are our own words and paths: nothing in them needs escaping. */
#include "common.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

static const char *separator;

static void key_of(const char *key)
{
	printf("%s\"%s\":", separator, key);
	separator = ",";
}

void json_open(void)
{
	separator = "{";
}

void json_text(const char *key, const char *value)
{
	key_of(key);
	printf("\"%s\"", value);
}

void json_count(const char *key, uint64_t value)
{
	key_of(key);
	printf("%" PRIu64, value);
}

void json_real(const char *key, double value)
{
	key_of(key);
	printf("%.3f", value);
}

void json_list(const char *key, const uint64_t *values, size_t count)
{
	key_of(key);
	putchar('[');
	for (size_t i = 0; i < count; i++)
		printf("%s%" PRIu64, i ? "," : "", values[i]);
	putchar(']');
}

void json_tally(struct tally tally)
{
	json_count("requests", tally.requests);
	json_count("sent", tally.sent);
	json_count("received", tally.received);
}

void json_pids(struct peer server)
{
	json_count("client_pid", getpid());
	json_count("server_pid", server.pid);
}

void json_close(void)
{
	puts("}");
	/* A reader may be waiting for this line while the driver goes on. */
	if (fflush(stdout))
		die("stdout: %m");
}
