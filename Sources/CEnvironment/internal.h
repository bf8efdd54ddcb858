// SPDX-License-Identifier: Apache-2.0
#ifndef CENVIRONMENT_INTERNAL_H
#define CENVIRONMENT_INTERNAL_H

#include "CEnvironment.h"

#define NAMES 1024

// What of /proc/<process>/environ is on the list. How many bytes were written. Takes no lock and no memory.
uint32_t weir_environment_scan(uint32_t process, const char *names, char *to, uint32_t capacity);

#endif
