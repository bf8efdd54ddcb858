#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Why nobody can tell who is behind translated addresses. Nothing else is affected: the addresses are shown as they were dialled.
public enum ConntrackAbsence: Error, Hashable, Sendable, CustomStringConvertible {
    /// This kernel has no nfnetlink, or not conntrack's part of it (nf_conntrack_netlink).
    case notInKernel
    /// It takes CAP_NET_ADMIN.
    case notPermitted
    /// `net.netfilter.nf_conntrack_events` is 0: the kernel tells nobody.
    case eventsOff
    /// This process is not in the host's network namespace, and so would hear of other connections than the host's.
    case otherNamespace
    case failed(errno: Int32)

    public var description: String {
        switch self {
        case .notInKernel: "the kernel has no conntrack events (module nf_conntrack_netlink)"
        case .notPermitted: "no permission to follow conntrack (CAP_NET_ADMIN)"
        case .eventsOff: "conntrack events are switched off (sysctl net.netfilter.nf_conntrack_events is 0)"
        case .otherNamespace: "conntrack would be that of another network namespace than the host's"
        case .failed(let errno): "cannot follow conntrack: \(String(cString: strerror(errno)))"
        }
    }

    /// Of opening a socket, or of a request that was refused: EINVAL is how nfnetlink says that it has no such part.
    init(errno: Int32) {
        self =
            switch errno {
            case EPERM, EACCES: .notPermitted
            case EPROTONOSUPPORT, EAFNOSUPPORT, EINVAL, EOPNOTSUPP: .notInKernel
            default: .failed(errno: errno)
            }
    }
}
