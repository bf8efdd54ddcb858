// SPDX-License-Identifier: Apache-2.0
// The compiled kernel programs, inside the binary: `swift build` needs no BPF compiler. scripts/build-bpf makes them.
#include "internal.h"

__attribute__((aligned(8))) static const unsigned char socket_object[] = {
#embed "../../bpf/socket.bpf.o"
};

__attribute__((aligned(8))) static const unsigned char syscall_object[] = {
#embed "../../bpf/syscall.bpf.o"
};

const struct weir_object weir_objects[] = {
	[WEIR_BACKEND_SOCKET] = { socket_object, sizeof(socket_object) },
	[WEIR_BACKEND_SYSCALL] = { syscall_object, sizeof(syscall_object) },
};
