extension ScapSchema {
    /// Types 232 to 335: what all readers since 2022 know, and notes of writers (container, mesos, k8s…).
    static let types232to335 = """
        232 = signaldeliver   spid:pid dpid:pid sig:u8
        234 = procinfo        cpu_usr:u64 cpu_sys:u64
        236 > getdents        fd:fd
        237 < getdents        res:errno fd:fd
        238 > getdents64      fd:fd
        239 < getdents64      res:errno fd:fd
        240 > setns           fd:fd nstype:flags32
        241 < setns           res:errno fd:fd nstype:flags32
        242 > flock           fd:fd operation:flags32
        243 < flock           res:errno fd:fd operation:flags32
        244 = cpu_hotplug     cpu:u32 action:u32
        246 > accept
        247 < accept          fd:fd tuple:tuple queuepct:u8 queuelen:u32 queuemax:u32
        248 > accept          flags:i32
        249 < accept          fd:fd tuple:tuple queuepct:u8 queuelen:u32 queuemax:u32
        250 > semop           semid:i32
        251 < semop           res:errno nsops:u32 sem_num_0:u16 sem_op_0:i16 sem_flg_0:flags16 sem_num_1:u16 sem_op_1:i16
                              sem_flg_1:flags16 semid:i32
        252 > semctl          semid:i32 semnum:i32 cmd:flags16 val:i32
        253 < semctl          res:errno semid:i32 semnum:i32 cmd:flags16 val:i32
        254 > ppoll           fds:fdlist timeout:duration sigmask:flags32
        255 < ppoll           res:errno fds:fdlist timeout:duration sigmask:flags32
        256 > mount           flags:flags32
        257 < mount           res:errno dev:str dir:str type:str flags:flags32
        258 > umount          flags:flags32
        259 < umount          res:errno name:str
        260 = k8s             json:str
        262 > semget          key:i32 nsems:i32 semflg:flags32
        263 < semget          res:errno key:i32 nsems:i32 semflg:flags32
        264 > access          mode:flags32
        265 < access          res:errno name:str mode:flags32
        266 > chroot
        267 < chroot          res:errno path:str
        268 = tracer          id:i64 tags:strings args:strings
        269 = tracer          id:i64 tags:strings args:strings
        270 = mesos           json:str
        272 = container       json:str
        274 > setsid
        275 < setsid          res:pid
        276 > mkdir           mode:mode
        277 < mkdir           res:errno path:str mode:mode
        278 > rmdir
        279 < rmdir           res:errno path:str
        280 = notification    id:str desc:str
        282 > execve
        283 < execve          as:231 tty:i32
        284 > unshare         flags:flags32
        285 < unshare         res:errno flags:flags32
        286 = infra           source:str name:str description:str scope:str
        288 > execve          filename:str
        289 < execve          as:283
        290 = page_fault      addr:hex ip:hex error:flags32
        292 > execve          filename:str
        293 < execve          as:231 tty:u32 vpgid:pid loginuid:uid flags:flags32 cap_inheritable:hex cap_permitted:hex
                              cap_effective:hex exe_ino:u64 exe_ino_ctime:time exe_ino_mtime:time uid:uid trusted_exepath:str pgid:pid
                              gid:uid filename:str
        294 > setpgid         pid:pid pgid:pid
        295 < setpgid         res:errno pid:pid pgid:pid
        296 > bpf             cmd:i64
        297 < bpf             res_or_fd:dyn
        298 > seccomp         op:u64 flags:u64
        299 < seccomp         res:errno op:u64 flags:u64
        300 > unlink
        301 < unlink          res:errno path:str
        302 > unlinkat
        303 < unlinkat        res:errno dirfd:fd name:str flags:flags32
        304 > mkdirat
        305 < mkdirat         res:errno dirfd:fd path:str mode:mode
        306 > openat          dirfd:fd name:str flags:flags32 mode:mode
        307 < openat          fd:fd dirfd:fd name:str flags:flags32 mode:mode dev:u32 ino:u64
        308 > link
        309 < link            res:errno oldpath:str newpath:str
        310 > linkat
        311 < linkat          res:errno olddir:fd oldpath:str newdir:fd newpath:str flags:flags32
        312 > fchmodat
        313 < fchmodat        res:errno dirfd:fd filename:str mode:mode
        314 > chmod
        315 < chmod           res:errno filename:str mode:mode
        316 > fchmod
        317 < fchmod          res:errno fd:fd mode:mode
        318 > renameat2
        319 < renameat2       res:errno olddirfd:fd oldpath:str newdirfd:fd newpath:str flags:flags32
        320 > userfaultfd
        321 < userfaultfd     res:errno flags:flags32
        322 = pluginevent     large plugin_id:u32 event_data:bytes
        324 = container       large json:str
        326 > openat2         dirfd:fd name:str flags:flags32 mode:mode resolve:flags32
        327 < openat2         fd:fd dirfd:fd name:str flags:flags32 mode:mode resolve:flags32 dev:u32 ino:u64
        328 > mprotect        addr:hex length:u64 prot:flags32
        329 < mprotect        res:errno addr:hex length:u64 prot:flags32
        330 > execveat        dirfd:fd pathname:str flags:flags32
        331 < execveat        as:231 tty:u32 vpgid:pid loginuid:uid flags:flags32 cap_inheritable:hex cap_permitted:hex
                              cap_effective:hex exe_ino:u64 exe_ino_ctime:time exe_ino_mtime:time uid:uid trusted_exepath:str pgid:pid
                              gid:uid
        332 > copy_file_range fdin:fd offin:u64 len:u64
        333 < copy_file_range res:errno fdout:fd offout:u64 fdin:fd offin:u64 len:u64
        334 > clone3
        335 < clone3          as:223
        """
}
