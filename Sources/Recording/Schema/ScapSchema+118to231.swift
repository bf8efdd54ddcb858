extension ScapSchema {
    /// Types 118 to 231: vectors, waiting, memory, users, and processes as they grew.
    static let types118to231 = """
        118 > writev         fd:fd size:u32
        119 < writev         res:errno data:bytes fd:fd size:u32
        120 > preadv         fd:fd pos:u64
        121 < preadv         res:errno size:u32 data:bytes fd:fd pos:u64
        122 > pwritev        fd:fd size:u32 pos:u64
        123 < pwritev        res:errno data:bytes fd:fd size:u32 pos:u64
        124 > dup            fd:fd
        125 < dup            res:fd
        126 > signalfd       fd:fd mask:u32 flags:u8
        127 < signalfd       res:fd fd:fd mask:u32 flags:u8
        128 > kill           pid:pid sig:u8
        129 < kill           res:errno pid:pid sig:u8
        130 > tkill          tid:pid sig:u8
        131 < tkill          res:errno tid:pid sig:u8
        132 > tgkill         pid:pid tid:pid sig:u8
        133 < tgkill         res:errno pid:pid tid:pid sig:u8
        134 > nanosleep      interval:duration
        135 < nanosleep      res:errno interval:duration
        136 > timerfd_create clockid:u8 flags:u8
        137 < timerfd_create res:fd clockid:u8 flags:u8
        138 > inotify_init   flags:u8
        139 < inotify_init   res:fd flags:u8
        140 > getrlimit      resource:u8
        141 < getrlimit      res:errno cur:i64 max:i64 resource:u8
        142 > setrlimit      resource:u8
        143 < setrlimit      res:errno cur:i64 max:i64 resource:u8
        144 > prlimit        pid:pid resource:u8
        145 < prlimit        res:errno newcur:i64 newmax:i64 oldcur:i64 oldmax:i64 pid:i64 resource:u8
        146 = switch         next:pid
        148 = drop           ratio:u32
        149 = drop           ratio:u32
        150 > fcntl          fd:fd cmd:u8
        151 < fcntl          res:fd fd:fd cmd:u8 arg:u64
        152 = switch         next:pid pgft_maj:u64 pgft_min:u64 vm_size:u32 vm_rss:u32 vm_swap:u32
        154 > execve
        155 < execve         as:13 pgft_maj:u64 pgft_min:u64 vm_size:u32 vm_rss:u32 vm_swap:u32
        156 > clone
        157 < clone          res:pid exe:str args:strings tid:pid pid:pid ptid:pid cwd:str fdlimit:i64 pgft_maj:u64 pgft_min:u64
                             vm_size:u32 vm_rss:u32 vm_swap:u32 flags:flags32 uid:uid gid:uid
        158 > brk            addr:hex
        159 < brk            res:u64 vm_size:u32 vm_rss:u32 vm_swap:u32 addr:hex
        160 > mmap           addr:hex length:u64 prot:flags32 flags:flags32 fd:fd offset:u64
        161 < mmap           res:errno vm_size:u32 vm_rss:u32 vm_swap:u32 addr:hex length:u64 prot:flags32 flags:flags32 fd:fd
                             offset:u64
        162 > mmap2          addr:hex length:u64 prot:flags32 flags:flags32 fd:fd pgoffset:u64
        163 < mmap2          res:errno vm_size:u32 vm_rss:u32 vm_swap:u32 addr:hex length:u64 prot:flags32 flags:flags32 fd:fd
                             pgoffset:u64
        164 > munmap         addr:hex length:u64
        165 < munmap         res:errno vm_size:u32 vm_rss:u32 vm_swap:u32 addr:hex length:u64
        166 > splice         fd_in:fd fd_out:fd size:u64 flags:flags32
        167 < splice         res:errno fd_in:fd fd_out:fd size:u64 flags:flags32
        168 > ptrace         request:u16 pid:pid
        169 < ptrace         res:errno addr:dyn data:dyn request:u16 pid:pid
        170 > ioctl          fd:fd request:u64 argument:hex
        171 < ioctl          res:errno fd:fd request:u64 argument:hex
        172 > execve
        173 < execve         as:155 env:strings
        174 > rename
        175 < rename         res:errno oldpath:str newpath:str
        176 > renameat
        177 < renameat       res:errno olddirfd:fd oldpath:str newdirfd:fd newpath:str
        178 > symlink
        179 < symlink        res:errno target:str linkpath:str
        180 > symlinkat
        181 < symlinkat      res:errno target:str linkdirfd:fd linkpath:str
        182 > fork
        183 < fork           as:157
        184 > vfork
        185 < vfork          as:157
        186 = procexit       status:errno ret:errno sig:u8 core:u8 reaper_tid:pid
        188 > sendfile       out_fd:fd in_fd:fd offset:u64 size:u64
        189 < sendfile       res:errno offset:u64 out_fd:fd in_fd:fd size:u64
        190 > quotactl       cmd:flags16 type:flags8 id:u32 quota_fmt:flags8
        191 < quotactl       res:errno special:str quotafilepath:str dqb_bhardlimit:u64 dqb_bsoftlimit:u64 dqb_curspace:u64
                             dqb_ihardlimit:u64 dqb_isoftlimit:u64 dqb_btime:duration dqb_itime:duration dqi_bgrace:duration
                             dqi_igrace:duration dqi_flags:flags8 quota_fmt_out:flags8 cmd:flags16 type:flags8 id:u32 quota_fmt:flags8
        192 > setresuid      ruid:uid euid:uid suid:uid
        193 < setresuid      res:errno ruid:uid euid:uid suid:uid
        194 > setresgid      rgid:uid egid:uid sgid:uid
        195 < setresgid      res:errno rgid:uid egid:uid sgid:uid
        196 = scapevent      event_type:u32 event_data:u64
        198 > setuid         uid:uid
        199 < setuid         res:errno uid:uid
        200 > setgid         gid:uid
        201 < setgid         res:errno gid:uid
        202 > getuid
        203 < getuid         uid:uid
        204 > geteuid
        205 < geteuid        euid:uid
        206 > getgid
        207 < getgid         gid:uid
        208 > getegid
        209 < getegid        egid:uid
        210 > getresuid
        211 < getresuid      res:errno ruid:uid euid:uid suid:uid
        212 > getresgid
        213 < getresgid      res:errno rgid:uid egid:uid sgid:uid
        214 > execve
        215 < execve         as:155 comm:str env:strings
        216 > clone
        217 < clone          res:pid exe:str args:strings tid:pid pid:pid ptid:pid cwd:str fdlimit:i64 pgft_maj:u64 pgft_min:u64
                             vm_size:u32 vm_rss:u32 vm_swap:u32 comm:str flags:flags32 uid:uid gid:uid
        218 > fork
        219 < fork           as:217
        220 > vfork
        221 < vfork          as:217
        222 > clone
        223 < clone          res:pid exe:str args:strings tid:pid pid:pid ptid:pid cwd:str fdlimit:i64 pgft_maj:u64 pgft_min:u64
                             vm_size:u32 vm_rss:u32 vm_swap:u32 comm:str cgroups:strings flags:flags32 uid:uid gid:uid vtid:pid
                             vpid:pid pidns_init_start_ts:u64
        224 > fork
        225 < fork           as:223
        226 > vfork
        227 < vfork          as:223
        228 = container      id:str type:u32 name:str image:str
        230 > execve
        231 < execve         as:155 comm:str cgroups:strings env:strings
        """
}
