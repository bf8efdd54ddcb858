/// One of the kernel's capabilities (capabilities(7)), by its number.
public struct Capability: Hashable, Sendable, CustomStringConvertible {
    public let number: Int

    /// - Parameter number: 0 to 63; the kernel knows 41 of them so far.
    public init(number: Int) {
        precondition((0..<64).contains(number), "no capability has the number \(number)")
        self.number = number
    }

    /// Reading what only its owner may read, and looking into any directory.
    public static let dacReadSearch = Capability(number: 2)
    /// Reading what `/proc` tells of other users' processes. It also lets their memory be written, by way of `/proc/<pid>/mem`.
    public static let sysPtrace = Capability(number: 19)
    /// Among much else all that `perfmon` and `bpf` allow.
    public static let sysAdmin = Capability(number: 21)
    /// Tracing: kernel programs that read the kernel's memory (since Linux 5.8).
    public static let perfmon = Capability(number: 38)
    /// Loading kernel programs (since Linux 5.8).
    public static let bpf = Capability(number: 39)

    public var description: String { number < Self.names.count ? "CAP_\(Self.names[number])" : "capability \(number)" }

    /// In the order of their numbers (linux/capability.h).
    private static let names = [
        "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP", "LINUX_IMMUTABLE",
        "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER", "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT",
        "SYS_PTRACE", "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE",
        "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP", "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ",
        "PERFMON", "BPF", "CHECKPOINT_RESTORE",
    ]
}

extension Set<Capability> {
    /// As the kernel writes a set: a bit for each number.
    init(bits: UInt64) { self.init((0..<64).filter { bits >> $0 & 1 == 1 }.map(Capability.init(number:))) }

    var bits: UInt64 { reduce(0) { $0 | 1 << UInt64($1.number) } }

    /// Their names in the order of their numbers; `none` for the empty set.
    public var names: String {
        isEmpty ? "none" : sorted { $0.number < $1.number }.map(\.description).joined(separator: ", ")
    }
}
