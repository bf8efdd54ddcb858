extension ScapSchema {
    /// Types 336 to 453: newer than 2022.
    static let types336to453 = """
        336 > open_by_handle_at
        337 < open_by_handle_at        fd:fd mountfd:fd flags:flags32 path:str dev:u32 ino:u64
        338 > io_uring_setup
        339 < io_uring_setup           res:errno entries:u32 sq_entries:u32 cq_entries:u32 flags:flags32 sq_thread_cpu:u32
                                       sq_thread_idle:u32 features:flags32
        340 > io_uring_enter
        341 < io_uring_enter           res:errno fd:fd to_submit:u32 min_complete:u32 flags:flags32 sig:flags32
        342 > io_uring_register
        343 < io_uring_register        res:errno fd:fd opcode:u16 arg:u64 nr_args:u32
        344 > mlock
        345 < mlock                    res:errno addr:hex len:u64
        346 > munlock
        347 < munlock                  res:errno addr:hex len:u64
        348 > mlockall
        349 < mlockall                 res:errno flags:flags32
        350 > munlockall
        351 < munlockall               res:errno
        352 > capset
        353 < capset                   res:errno cap_inheritable:hex cap_permitted:hex cap_effective:hex
        354 = useradded                uid:uid gid:uid name:str home:str shell:str container_id:str
        356 = userdeleted              uid:uid gid:uid name:str home:str shell:str container_id:str
        358 = groupadded               gid:uid name:str container_id:str
        360 = groupdeleted             gid:uid name:str container_id:str
        362 > dup2                     fd:fd
        363 < dup2                     res:fd oldfd:fd newfd:fd
        364 > dup3                     fd:fd
        365 < dup3                     res:fd oldfd:fd newfd:fd flags:flags32
        366 > dup                      fd:fd
        367 < dup                      res:fd oldfd:fd
        368 > bpf                      cmd:i64
        369 < bpf                      fd:fd cmd:u32
        370 > mlock2
        371 < mlock2                   res:errno addr:hex len:u64 flags:flags32
        372 > fsconfig
        373 < fsconfig                 res:errno fd:fd cmd:u32 key:str value_bytebuf:bytes value_charbuf:str aux:i32
        374 > epoll_create             size:i32
        375 < epoll_create             res:errno size:i32
        376 > epoll_create1            flags:flags32
        377 < epoll_create1            res:errno flags:flags32
        378 > chown
        379 < chown                    res:errno path:str uid:uid gid:uid
        380 > lchown
        381 < lchown                   res:errno path:str uid:uid gid:uid
        382 > fchown
        383 < fchown                   res:errno fd:fd uid:uid gid:uid
        384 > fchownat
        385 < fchownat                 res:errno dirfd:fd pathname:str uid:uid gid:uid flags:flags32
        386 > umount
        387 < umount                   res:errno name:str
        388 > accept4                  flags:i32
        389 < accept4                  fd:fd tuple:tuple queuepct:u8 queuelen:u32 queuemax:u32 flags:i32
        390 > umount2                  flags:flags32
        391 < umount2                  res:errno name:str flags:flags32
        392 > pipe2
        393 < pipe2                    res:errno fd1:fd fd2:fd ino:u64 flags:flags32
        394 > inotify_init1
        395 < inotify_init1            res:fd flags:flags16
        396 > eventfd2                 initval:u64
        397 < eventfd2                 res:fd flags:flags16 initval:u64
        398 > signalfd4                fd:fd mask:u32
        399 < signalfd4                res:fd flags:flags16 fd:fd mask:u32
        400 > prctl
        401 < prctl                    res:errno option:u32 arg2_str:str arg2_int:i64
        402 = asyncevent               large plugin_id:u32 name:str data:bytes
        404 > memfd_create
        405 < memfd_create             fd:fd name:str flags:flags32
        406 > pidfd_getfd
        407 < pidfd_getfd              fd:fd pid_fd:fd target_fd:fd flags:u32
        408 > pidfd_open
        409 < pidfd_open               fd:fd pid:pid flags:flags32
        410 > init_module
        411 < init_module              res:errno img:bytes length:u64 uargs:str
        412 > finit_module
        413 < finit_module             res:errno fd:fd uargs:str flags:flags32
        414 > mknod
        415 < mknod                    res:errno path:str mode:mode dev:u32
        416 > mknodat
        417 < mknodat                  res:errno dirfd:fd path:str mode:mode dev:u32
        418 > newfstatat
        419 < newfstatat               res:errno dirfd:fd path:str flags:flags32
        420 > process_vm_readv
        421 < process_vm_readv         res:i64 pid:pid data:bytes
        422 > process_vm_writev
        423 < process_vm_writev        res:i64 pid:pid data:bytes
        424 > delete_module
        425 < delete_module            res:errno name:str flags:flags32
        426 > setreuid
        427 < setreuid                 res:errno ruid:uid euid:uid
        428 > setregid
        429 < setregid                 res:errno rgid:uid egid:uid
        430 = task                     ppid:pid32 pgid:pid32 vpgid:pid32 sid:pid32 comm:str argv:strings exepath:str flags:flags32
                                       env:strings cwd:str fdlimit:u64 euid:uid egid:uid cap_permitted:hex cap_effective:hex
                                       cap_inheritable:hex exe_ino_num:u64 exe_ino_ctime:time exe_ino_mtime:time vm_size:u32
                                       vm_rss:u32 vm_swap:u32 pgft_maj:u64 pgft_min:u64 vtgid:pid32 vpid:pid32 pidns_init_start_ts:u64
                                       cgroups:strings root:str start_time:time tty:u32 loginuid:uid
        432 = task_file_pipe           fd:fd32 path:str ino_num:u64
        434 = task_file_memfd          fd:fd32 path:str ino_num:u64
        436 = task_file_regular        fd:fd32 path:str flags:flags32 mnt_id:u32 ino_num:u64
        438 = task_file_directory      fd:fd32 path:str ino_num:u64
        440 = task_file_socket_inet    fd:fd32 sk_type:u16 sk_proto:u16 local_ip:ipv4 local_port:u16 remote_ip:ipv4 remote_port:u16
                                       ino_num:u64
        442 = task_file_socket_inet6   fd:fd32 sk_type:u16 sk_proto:u16 local_ip:ipv6 local_port:u16 remote_ip:ipv6 remote_port:u16
                                       ino_num:u64
        444 = task_file_socket_unix    fd:fd32 sk_type:u16 sk_proto:u16 sk_pointer:hex sun_path:str ino_num:u64
        446 = task_file_socket_netlink fd:fd32 sk_type:u16 sk_proto:u16 ino_num:u64
        448 = task_file_anon_inode     fd:fd32 fd_type:flags8 path:str ino_num:u64
        451 < close_range              res:errno first:u32 last:u32 flags:flags32
        453 < keyctl                   res:errno operation:u32 arg2:dyn arg3:dyn arg4:dyn arg5:dyn
        """
}
