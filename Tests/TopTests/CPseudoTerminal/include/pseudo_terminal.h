/* A shell on a pseudo terminal: what the Swift overlay of the C library lacks. For tests. */
#pragma once
#include <sys/ioctl.h>
#include <sys/types.h>

/* Runs `sh -c command zeroth` with these variables (ended by NULL), as the leader of a session whose terminal is the new one.
 * Returns the terminal's other end, or -1. */
int weir_start_on_terminal(const char *command, const char *zeroth, char *const variables[], struct winsize size, pid_t *child);
