#include "pseudo_terminal.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <unistd.h>

int weir_start_on_terminal(const char *command, const char *zeroth, char *const variables[], struct winsize size, pid_t *child)
{
	int master = -1;

	*child = forkpty(&master, NULL, NULL, &size);
	if (*child < 0)
		return -1;
	if (*child == 0) {
		/* The thread that starts it may be one that takes no signals. */
		sigset_t none;

		sigemptyset(&none);
		sigprocmask(SIG_SETMASK, &none, NULL);
		execle("/bin/sh", "sh", "-c", command, zeroth, (char *)NULL, variables);
		_exit(127);
	}
	fcntl(master, F_SETFD, FD_CLOEXEC);
	return master;
}
