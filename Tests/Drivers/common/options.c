/* Options in the order the drivers ask for them; small enough that getopt would be longer. */
#include "common.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void remove_at(int *argc, char **argv, int index, int count)
{
	/* The closing null moves too. */
	memmove(&argv[index], &argv[index + count], (*argc - index - count + 1) * sizeof(*argv));
	*argc -= count;
}

const char *take_text(int *argc, char **argv, const char *name)
{
	for (int i = 1; i + 1 < *argc; i++) {
		const char *value = argv[i + 1];

		if (strcmp(argv[i], name))
			continue;
		remove_at(argc, argv, i, 2);
		return value;
	}
	return NULL;
}

bool parse_number(const char *text, uint64_t *value)
{
	char *end;

	errno = 0;
	*value = strtoull(text, &end, 10);
	return *text >= '0' && *text <= '9' && !*end && !errno;
}

uint64_t take_number(int *argc, char **argv, const char *name, uint64_t otherwise)
{
	const char *text = take_text(argc, argv, name);
	uint64_t value = otherwise;

	if (text && !parse_number(text, &value))
		die("%s: %s is not a number", name, text);
	return value;
}

bool take_flag(int *argc, char **argv, const char *name)
{
	for (int i = 1; i < *argc; i++) {
		if (strcmp(argv[i], name))
			continue;
		remove_at(argc, argv, i, 1);
		return true;
	}
	return false;
}
