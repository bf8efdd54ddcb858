// SPDX-License-Identifier: Apache-2.0
// The compiled kernel programs, inside the binary: `swift build` needs no BPF compiler. scripts/build-bpf makes them.
#include "internal.h"

__attribute__((aligned(8))) const unsigned char weir_socket_object[] = {
#embed "../../bpf/socket.bpf.o"
};

const size_t weir_socket_object_size = sizeof(weir_socket_object);
