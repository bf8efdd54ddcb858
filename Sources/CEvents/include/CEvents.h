// The kernel's records, as Swift sees them. The definition is bpf/wire/events.h; there is no other.
#ifndef CEVENTS_H
#define CEVENTS_H
#include "../../../bpf/wire/events.h"
#endif
