// SPDX-License-Identifier: Apache-2.0
#ifndef SCRATCH_H
#define SCRATCH_H

#include <errno.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

extern const char *scratch_directory;
extern int prepared_map;

// What a raw system call answers, as an errno.
#define TRY(...) (syscall(__VA_ARGS__) == -1 ? errno : 0)

#define NO_PROCESS 0x7ffffff0

// What a confined process must not do.
int try_execve(void), try_execveat(void), try_spawn(void), try_fork(void), try_thread_in_namespace(void);
int try_load_program(void), try_create_map(void), try_link(void), try_raw_tracepoint(void), try_map_by_id(void);
int try_ptrace(void), try_read_memory(void), try_write_memory(void), try_perf(void), try_mount(void), try_unshare(void);
int try_setns(void), try_setuid(void), try_module(void), try_kexec(void), try_handle(void), try_packet_socket(void);
int try_kill_parent(void), try_limit_parent(void), try_favour_parent(void), try_type_into_terminal(void), try_signal_owner(void);

// What it must still be able to do.
int try_update_map(void), try_map_batch(void), try_map_info(void), try_thread(void), try_clone3(void), try_tcp(void), try_unix(void);
int try_lookup(void), try_timer(void), try_write_file(void), try_directory(void), try_signal_self(void), try_limit_self(void);
int try_newer_call(void), try_window_size(void);

// What depends on the capabilities that are kept.
int try_read_others_file(void), try_write_others_file(void), try_read_others_environment(void);

#endif
