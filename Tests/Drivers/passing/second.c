/* The child that moves to the other cgroup, and what it is given there. */
#include "passing.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The first descriptor that a service manager hands over. */
enum { FIRST_PASSED = 3 };

static void move_to(const char *file)
{
	char pid[16];
	int length = snprintf(pid, sizeof(pid), "%d\n", getpid());
	int fd = open(file, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, pid, length) != length)
		die("move to %s: %m", file);
	close(fd);
}

static void move(struct peer first, const struct move *move)
{
	for (unsigned i = 0; i < move->count; i++)
		move_to(move->files[i]);
	tell(first, "m", 1);
}

void take_and_answer(struct peer first, const void *plan)
{
	const struct move *m = plan;
	struct share share = { 0 };
	int fd;

	move(first, m);
	fd = take_descriptor(m->rights);
	answer_to_end(fd, &share);
	close(fd);
	tell(first, &share, sizeof(share));
}

void take_and_ask(struct peer first, const void *plan)
{
	const struct move *m = plan;
	struct share share = { 0 };
	int fd;

	move(first, m);
	fd = take_descriptor(m->rights);
	ask(fd, BY_SECOND, &share);
	check_tcp(fd, (BY_FIRST + BY_SECOND) * REQUEST, (BY_FIRST + BY_SECOND) * RESPONSE);
	close(fd);
	tell(first, &share, sizeof(share));
}

static struct share accept_all(int listener)
{
	struct share share = { .opened = CONNECTIONS_OF_SECOND };

	for (int i = 0; i < CONNECTIONS_OF_SECOND; i++) {
		int fd = accept_from(listener);

		answer_to_end(fd, &share);
		close(fd);
	}
	return share;
}

void accept_and_answer(struct peer first, const void *plan)
{
	const struct move *m = plan;
	struct share share;
	char it_is_my_turn;

	move(first, m);
	hear(first, &it_is_my_turn, 1);
	share = accept_all(m->listener);
	tell(first, &share, sizeof(share));
}

/* As systemd starts a service by its socket: sd_listen_fds(3). */
void become_activated(struct peer first, const void *plan)
{
	const struct move *m = plan;
	char pid[16];

	move(first, m);
	snprintf(pid, sizeof(pid), "%d", getpid());
	setenv("LISTEN_PID", pid, 1);
	setenv("LISTEN_FDS", "1", 1);
	if (dup2(m->listener, FIRST_PASSED) < 0 || fcntl(FIRST_PASSED, F_SETFD, 0))
		die("pass the listener as descriptor %d: %m", FIRST_PASSED);
	execl("/proc/self/exe", "passing", "--activated", NULL);
	die("become the service: %m");
}

int be_activated(void)
{
	const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
	struct share share;

	if (!pid || !count || atoi(pid) != getpid() || strcmp(count, "1"))
		die("--activated is for this program alone");
	begin("drv-server", 60);
	share = accept_all(FIRST_PASSED);
	if (share.tally.requests != CONNECTIONS_OF_SECOND * BY_SECOND)
		die("the service answered %d requests", (int)share.tally.requests);
	return 0;
}
