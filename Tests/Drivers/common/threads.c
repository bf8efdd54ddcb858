/* Threads that all do the same work, one connection each. */
#include "common.h"

#include <errno.h>
#include <stdlib.h>

pthread_t start_thread(void *(*work)(void *), void *job)
{
	pthread_attr_t attributes;
	pthread_t thread;

	/* Enough for a message block; a thousand threads at the usual 8 MiB each would be too much for a small machine. */
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, 4 * MESSAGE_BLOCK);
	errno = pthread_create(&thread, &attributes, work, job);
	if (errno)
		die("start a thread: %m");
	pthread_attr_destroy(&attributes);
	return thread;
}

void join_thread(pthread_t thread)
{
	errno = pthread_join(thread, NULL);
	if (errno)
		die("join a thread: %m");
}

void *allocate(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size);

	if (!memory)
		die("no memory for %zu times %zu bytes", count, size);
	return memory;
}

uint64_t share_of(uint64_t total, uint64_t parts, uint64_t part)
{
	return total / parts + (part < total % parts);
}
