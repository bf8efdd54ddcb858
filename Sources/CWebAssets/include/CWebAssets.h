// SPDX-License-Identifier: Apache-2.0
// The page's files, inside the program.
#ifndef CWEBASSETS_H
#define CWEBASSETS_H

#include <stddef.h>

struct weir_asset {
	const char *name; // in /assets/
	const char *type; // Content-Type
	const unsigned char *bytes;
	size_t size;
};

size_t weir_asset_count(void);

// `index` is below the count. Valid for ever.
const struct weir_asset *weir_asset_at(size_t index);

#endif
