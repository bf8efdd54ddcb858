#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What is in force after `Privilege.confine`, in every thread; `no_new_privs` always is.
public struct Confinement: Sendable, Equatable, CustomStringConvertible {
    /// What is still permitted.
    public var capabilities: Set<Capability>
    /// The bounding set: empty, or as it was without CAP_SETPCAP, which matters little, since a program that is started under
    /// `no_new_privs` gains nothing by it.
    public var bounding: Set<Capability>
    /// In how many threads this was found to hold.
    public var threads: Int
    public var systemCalls: SystemCallFilter

    public init(capabilities: Set<Capability>, bounding: Set<Capability>, threads: Int, systemCalls: SystemCallFilter) {
        self.capabilities = capabilities
        self.bounding = bounding
        self.threads = threads
        self.systemCalls = systemCalls
    }

    /// `capabilities: none; no new privileges; system calls filtered`
    public var description: String { "capabilities: \(capabilities.names); no new privileges; \(systemCalls)" }
}

/// Whether the kernel refuses the system calls that a capture does not make (seccomp(2)).
public enum SystemCallFilter: Sendable, Equatable, CustomStringConvertible {
    case filtered
    /// There is no list for this processor's architecture.
    case unknownArchitecture
    /// This kernel has no filters (CONFIG_SECCOMP_FILTER).
    case unsupportedByKernel
    case failed(errno: Int32)

    init(errno: Int32) {
        self =
            switch errno {
            case 0: .filtered
            case EOPNOTSUPP: .unknownArchitecture
            case ENOSYS, EINVAL: .unsupportedByKernel
            default: .failed(errno: errno)
            }
    }

    public var isFiltered: Bool { self == .filtered }

    public var description: String {
        switch self {
        case .filtered: "system calls filtered"
        case .unknownArchitecture: "system calls not filtered: no list for this architecture"
        case .unsupportedByKernel: "system calls not filtered: the kernel has no seccomp filters"
        case .failed(ESRCH): "system calls not filtered: a thread has a filter of its own"
        case .failed(let errno): "system calls not filtered: \(String(cString: strerror(errno)))"
        }
    }
}
