internal import CPrivilege

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What this process may do, and the way to give it up.
public enum Privilege {
    /// The effective capabilities of this process's first thread, which are those of all as long as nobody changes single ones. Empty
    /// when `/proc` cannot be read.
    public static var held: Set<Capability> {
        var state = weir_thread()
        return weir_thread_read(Int32(getpid()), &state) == 0 ? Set(bits: state.effective) : []
    }

    /// Gives up everything but what a running capture needs, in all threads of this process: capabilities, `no_new_privs`, and system
    /// calls (a list of those allowed, others fail with EPERM). User and group stay: Docker's socket belongs to one of them. It cannot be
    /// undone; a second call can only give up more.
    ///
    /// To be called once all kernel programs run and what needs more privilege is open: afterwards no program can be loaded, no process
    /// started, and no thread be given a better priority. Any thread may call; the others are held meanwhile, about 0.1 ms for each
    /// that there is, and a wait of theirs may end with EINTR. SIGSYS is taken for it. Threads that start later have no more than the rest.
    ///
    /// - Parameter kept: stays permitted, as far as it is permitted now. Capabilities that are not held are not missed.
    /// - Throws: `PrivilegeError` when a thread may still hold more. All else is given up then, and system calls are filtered where they
    ///   can be. Retrying is worth it for `.unsteady` and `.noAnswer`.
    /// - Returns: what is in force. A missing system call filter is no error, since old kernels and other processors have none: see there.
    @discardableResult
    public static func confine(keeping kept: Set<Capability>) throws(PrivilegeError) -> Confinement {
        var drop = weir_drop()
        let result = weir_privileges_drop(kept.bits, &drop)
        let filter = SystemCallFilter(errno: -weir_seccomp_install())
        guard result == 0 else { throw PrivilegeError(errno: -result, drop) }
        return Confinement(
            capabilities: Set(bits: drop.kept), bounding: Set(bits: drop.bounding), threads: Int(drop.threads), systemCalls: filter)
    }
}

extension PrivilegeError {
    fileprivate init(errno: Int32, _ drop: weir_drop) {
        let name = withUnsafeBytes(of: drop.name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        let thread = Thread(id: drop.thread, name: name)
        self =
            switch errno {
            case EPERM: .kept(Set(bits: drop.kept), by: thread)
            case ETIMEDOUT: .noAnswer(from: thread)
            case ESRCH: .foreignProc
            case EAGAIN: .unsteady
            default: .unreadable(errno: errno)
            }
    }
}
