extension ScapSchema {
    /// Types 0 to 117: files, sockets, reads and writes.
    static let types0to117 = """
          0 > syscall     ID:u16 nativeID:u16
          1 < syscall     ID:u16 nativeID:u16
          2 > open        name:str flags:flags32 mode:mode
          3 < open        fd:fd name:str flags:flags32 mode:mode dev:u32 ino:u64
          4 > close       fd:fd
          5 < close       res:errno fd:fd
          6 > read        fd:fd size:u32
          7 < read        res:errno data:bytes fd:fd size:u32
          8 > write       fd:fd size:u32
          9 < write       res:errno data:bytes fd:fd size:u32
         10 > brk         size:u32
         11 < brk         res:u64
         12 > execve
         13 < execve      res:errno exe:str args:strings tid:pid pid:pid ptid:pid cwd:str fdlimit:u64
         14 > clone
         15 < clone       res:pid exe:str args:strings tid:pid pid:pid ptid:pid cwd:str fdlimit:i64 flags:flags32 uid:uid gid:uid
         16 = procexit
         18 > socket      domain:u32 type:u32 proto:u32
         19 < socket      fd:fd domain:u32 type:u32 proto:u32 flags:flags32
         20 > bind        fd:fd
         21 < bind        res:errno addr:address fd:fd
         22 > connect     fd:fd addr:address
         23 < connect     res:errno tuple:tuple fd:fd addr:address
         24 > listen      fd:fd backlog:i32
         25 < listen      res:errno fd:fd backlog:i32
         26 > accept
         27 < accept      fd:fd tuple:tuple queuepct:u8
         28 > send        fd:fd size:u32
         29 < send        res:errno data:bytes fd:fd size:u32 tuple:tuple
         30 > sendto      fd:fd size:u32 tuple:tuple
         31 < sendto      res:errno data:bytes fd:fd size:u32 tuple:tuple
         32 > recv        fd:fd size:u32
         33 < recv        res:errno data:bytes fd:fd size:u32 tuple:tuple
         34 > recvfrom    fd:fd size:u32
         35 < recvfrom    res:errno data:bytes tuple:tuple fd:fd size:u32
         36 > shutdown    fd:fd how:u8
         37 < shutdown    res:errno fd:fd how:u8
         38 > getsockname
         39 < getsockname
         40 > getpeername
         41 < getpeername
         42 > socketpair  domain:u32 type:u32 proto:u32
         43 < socketpair  res:errno fd1:fd fd2:fd source:hex peer:hex domain:u32 type:u32 proto:u32
         44 > setsockopt
         45 < setsockopt  res:errno fd:fd level:u8 optname:u8 val:option optlen:u32
         46 > getsockopt
         47 < getsockopt  res:errno fd:fd level:u8 optname:u8 val:option optlen:u32
         48 > sendmsg     fd:fd size:u32 tuple:tuple
         49 < sendmsg     res:errno data:bytes fd:fd size:u32 tuple:tuple
         50 > sendmmsg
         51 < sendmmsg    res:errno fd:fd size:u32 data:bytes tuple:tuple
         52 > recvmsg     fd:fd
         53 < recvmsg     res:errno size:u32 data:bytes tuple:tuple msgcontrol:bytes fd:fd
         54 > recvmmsg
         55 < recvmmsg    res:errno fd:fd size:u32 data:bytes tuple:tuple msgcontrol:bytes
         56 > accept      flags:i32
         57 < accept      fd:fd tuple:tuple queuepct:u8
         58 > creat       name:str mode:mode
         59 < creat       fd:fd name:str mode:mode dev:u32 ino:u64 creat_flags:flags16
         60 > pipe
         61 < pipe        res:errno fd1:fd fd2:fd ino:u64
         62 > eventfd     initval:u64 flags:u32
         63 < eventfd     res:fd initval:u64 flags:u32
         64 > futex       addr:hex op:flags16 val:u64
         65 < futex       res:errno addr:hex op:flags16 val:u64
         66 > stat
         67 < stat        res:errno path:str
         68 > lstat
         69 < lstat       res:errno path:str
         70 > fstat       fd:fd
         71 < fstat       res:errno fd:fd
         72 > stat64
         73 < stat64      res:errno path:str
         74 > lstat64
         75 < lstat64     res:errno path:str
         76 > fstat64     fd:fd
         77 < fstat64     res:errno
         78 > epoll_wait  maxevents:errno
         79 < epoll_wait  res:errno maxevents:errno
         80 > poll        fds:fdlist timeout:i64
         81 < poll        res:errno fds:fdlist timeout:i64
         82 > select
         83 < select      res:errno
         84 > select
         85 < select      res:errno
         86 > lseek       fd:fd offset:u64 whence:u8
         87 < lseek       res:errno fd:fd offset:u64 whence:u8
         88 > llseek      fd:fd offset:u64 whence:u8
         89 < llseek      res:errno fd:fd offset:u64 whence:u8
         90 > ioctl       fd:fd request:u64
         91 < ioctl       res:errno
         92 > getcwd
         93 < getcwd      res:errno path:str
         94 > chdir
         95 < chdir       res:errno path:str
         96 > fchdir      fd:fd
         97 < fchdir      res:errno fd:fd
         98 > mkdir       path:str mode:mode
         99 < mkdir       res:errno
        100 > rmdir       path:str
        101 < rmdir       res:errno
        102 > openat      dirfd:fd name:str flags:flags32 mode:mode
        103 < openat      fd:fd
        104 > link        oldpath:str newpath:str
        105 < link        res:errno
        106 > linkat      olddir:fd oldpath:str newdir:fd newpath:str
        107 < linkat      res:errno
        108 > unlink      path:str
        109 < unlink      res:errno
        110 > unlinkat    dirfd:fd name:str
        111 < unlinkat    res:errno
        112 > pread       fd:fd size:u32 pos:u64
        113 < pread       res:errno data:bytes fd:fd size:u32 pos:u64
        114 > pwrite      fd:fd size:u32 pos:u64
        115 < pwrite      res:errno data:bytes fd:fd size:u32 pos:u64
        116 > readv       fd:fd
        117 < readv       res:errno size:u32 data:bytes fd:fd
        """
}
