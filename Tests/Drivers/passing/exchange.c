/* What all three do on a connection. */
#include "passing.h"

static void count(struct share *share)
{
	share->tally.requests++;
	share->tally.sent += REQUEST;
	share->tally.received += RESPONSE;
}

void ask(int fd, unsigned times, struct share *share)
{
	for (unsigned i = 0; i < times; i++) {
		write_message(fd, REQUEST);
		read_message(fd, RESPONSE);
		count(share);
	}
}

static bool answer_one(int fd, struct share *share)
{
	if (!read_message_or_end(fd, REQUEST))
		return false;
	write_message(fd, RESPONSE);
	count(share);
	return true;
}

void answer(int fd, unsigned times, struct share *share)
{
	for (unsigned i = 0; i < times; i++)
		if (!answer_one(fd, share))
			die("the client ended too early");
}

void answer_to_end(int fd, struct share *share)
{
	while (answer_one(fd, share))
		;
}
