/* The clock that weir's kernel side uses too, bpf_ktime_get_ns. */
#include "common.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

uint64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void sleep_us(uint64_t microseconds)
{
	struct timespec left = { .tv_sec = microseconds / 1000000, .tv_nsec = microseconds % 1000000 * 1000 };

	while (nanosleep(&left, &left) && errno == EINTR)
		;
}

static int compare(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

void sort_ns(uint64_t *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
}
