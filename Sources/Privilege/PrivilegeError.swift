#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Why it is not certain that privileges are given up.
public enum PrivilegeError: Error, Equatable, CustomStringConvertible {
    public struct Thread: Sendable, Equatable, CustomStringConvertible {
        public var id: Int32
        public var name: String

        public var description: String { "thread \(id) (\(name))" }
    }

    /// The thread was told to drop these and still has them: a security module, or a kernel older than `no_new_privs`.
    case kept(Set<Capability>, by: Thread)
    /// The thread blocks SIGSYS, or hangs in the kernel.
    case noAnswer(from: Thread)
    /// The threads in `/proc/self/task` are not those of this process as it sees itself.
    case foreignProc
    /// Threads began and ended faster than they could be followed.
    case unsteady
    /// `/proc/self/task` cannot be read.
    case unreadable(errno: Int32)

    public var description: String {
        switch self {
        case .kept(let capabilities, let thread): "\(thread) keeps capabilities that it gave up: \(capabilities.names)"
        case .noAnswer(let thread): "\(thread) does not answer to SIGSYS"
        case .foreignProc: "/proc belongs to another pid namespace"
        case .unsteady: "threads begin and end too fast"
        case .unreadable(let errno): "cannot read /proc/self/task: \(String(cString: strerror(errno)))"
        }
    }
}
