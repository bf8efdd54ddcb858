/* The processes of a driver: how they start, talk to one another, and end in bounded time whatever happens. */
#define _GNU_SOURCE
#include "common.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static unsigned life_seconds;

static void complain(const char *format, va_list arguments)
{
	/* Taken before anything here can change errno; the messages use %m. */
	int cause = errno;

	fprintf(stderr, "%s: ", program_invocation_short_name);
	errno = cause;
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
}

void die(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	complain(format, arguments);
	/* Not exit: another thread may be inside stdio, and half a line of JSON is worse than none. */
	_exit(EXIT_FAILURE);
}

void cannot_run_here(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	complain(format, arguments);
	_exit(EXIT_CANNOT_RUN_HERE);
}

void wrong_use(const char *usage)
{
	fprintf(stderr, "usage: %s %s\n", program_invocation_short_name, usage);
	_exit(EXIT_WRONG_USE);
}

static void out_of_time(int signal)
{
	static const char text[] = "driver: took too long, something never came\n";

	(void)signal;
	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(EXIT_FAILURE + 1);
	_exit(EXIT_FAILURE);
}

void begin(const char *name, unsigned seconds)
{
	life_seconds = seconds;
	prctl(PR_SET_NAME, name);
	/* A write to a peer that has gone should be an error with a message. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGALRM, out_of_time);
	alarm(seconds);
}

struct peer start_child(const char *name, void (*work)(struct peer parent, const void *plan), const void *plan)
{
	int down[2], up[2];
	pid_t pid;

	if (pipe2(down, O_CLOEXEC) || pipe2(up, O_CLOEXEC))
		die("pipe: %m");
	pid = fork();
	if (pid < 0)
		die("fork: %m");
	if (pid == 0) {
		/* The other ends are closed so that the death of either side is the end of the pipe for the other. */
		close(down[1]);
		close(up[0]);
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		begin(name, life_seconds);
		work((struct peer){ .pid = getppid(), .hear = down[0], .tell = up[1] }, plan);
		_exit(EXIT_SUCCESS);
	}
	close(down[0]);
	close(up[1]);
	return (struct peer){ .pid = pid, .hear = up[0], .tell = down[1] };
}

struct peer start_server(void (*serve)(struct peer client, const void *plan), const void *plan)
{
	return start_child("drv-server", serve, plan);
}

void end_child(struct peer child)
{
	int status;

	if (waitpid(child.pid, &status, 0) != child.pid)
		die("wait for process %d: %m", child.pid);
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		die("process %d failed, wait status %d", child.pid, status);
	close(child.hear);
	close(child.tell);
}

void tell(struct peer peer, const void *data, size_t size)
{
	write_all(peer.tell, data, size);
}

void hear(struct peer peer, void *data, size_t size)
{
	read_exact(peer.hear, data, size);
}

void await_file(const char *path)
{
	while (access(path, F_OK)) {
		if (errno != ENOENT)
			die("wait for %s: %m", path);
		sleep_us(1000);
	}
}
