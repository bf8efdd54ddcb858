#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What decides on this host whether kernel programs may be loaded and processes be read. Plain values; `current()` asks for them.
public struct PrivilegeFacts: Sendable, Equatable {
    /// Of the kernel, against what it lets programs of root look at (kernel_lockdown(7)).
    public enum Lockdown: String, Sendable {
        case off = "none"
        case integrity, confidentiality
    }

    public var held: Set<Capability>
    /// Elsewhere capabilities do not count for what concerns the whole kernel (user_namespaces(7)).
    public var isInInitialUserNamespace: Bool
    /// `/proc` is mounted so that it shows the processes of other users to those alone who may trace them (`hidepid`, proc(5)).
    public var hidesProcesses: Bool
    /// kernel.unprivileged_bpf_disabled: 0, 1 or 2. Absent before Linux 4.4 or without BPF.
    public var unprivilegedBPFDisabled: Int?
    /// Absent without the security module, or where securityfs is not mounted.
    public var lockdown: Lockdown?
    /// Of the kernel, major and minor.
    public var kernel: [Int]

    public init(
        held: Set<Capability>, isInInitialUserNamespace: Bool = true, hidesProcesses: Bool = false, unprivilegedBPFDisabled: Int? = 2,
        lockdown: Lockdown? = nil, kernel: [Int] = [6, 12]
    ) {
        self.held = held
        self.isInInitialUserNamespace = isInInitialUserNamespace
        self.hidesProcesses = hidesProcesses
        self.unprivilegedBPFDisabled = unprivilegedBPFDisabled
        self.lockdown = lockdown
        self.kernel = kernel
    }

    /// Of this process, now.
    public static func current() -> PrivilegeFacts {
        PrivilegeFacts(
            held: Privilege.held, isInInitialUserNamespace: isInitial(uidMap: text(of: "/proc/self/uid_map")),
            hidesProcesses: hidesProcesses(mounts: text(of: "/proc/self/mounts")),
            unprivilegedBPFDisabled: Int(text(of: "/proc/sys/kernel/unprivileged_bpf_disabled").prefix { $0.isNumber }),
            lockdown: lockdown(text(of: "/sys/kernel/security/lockdown")), kernel: release(text(of: "/proc/sys/kernel/osrelease")))
    }

    /// The least that a capture needs once its programs run. Since Linux 5.19 it is nothing: whoever has a map or an iterator open
    /// may use it (kernel commit c8644cd0efe7). Before, each use takes CAP_BPF, and reading hidden processes always takes CAP_SYS_PTRACE.
    public var neededWhileCapturing: Set<Capability> {
        var needed: Set<Capability> = []
        if kernel.lexicographicallyPrecedes([5, 19]) { needed.formUnion([.bpf, .perfmon]) }
        if hidesProcesses { needed.insert(.sysPtrace) }
        return needed
    }

    /// `         0          0 4294967295`: user and group numbers are everyone's.
    static func isInitial(uidMap: String) -> Bool {
        uidMap.isEmpty || uidMap.split(whereSeparator: \.isWhitespace) == ["0", "0", "4294967295"]
    }

    /// `proc /proc proc rw,nosuid,hidepid=invisible 0 0`. The last mount on a directory is the one that is seen.
    static func hidesProcesses(mounts: String) -> Bool {
        let lines = mounts.split(separator: "\n").map { $0.split(separator: " ") }
        guard let proc = lines.last(where: { $0.count > 3 && $0[1] == "/proc" && $0[2] == "proc" }) else { return false }
        return proc[3].split(separator: ",").contains { $0.hasPrefix("hidepid=") && !["hidepid=0", "hidepid=off"].contains($0) }
    }

    /// `none [integrity] confidentiality`
    static func lockdown(_ text: String) -> Lockdown? {
        guard let open = text.firstIndex(of: "["), let close = text[open...].firstIndex(of: "]") else { return nil }
        return Lockdown(rawValue: String(text[text.index(after: open)..<close]))
    }

    /// `6.12.43-generic`
    static func release(_ text: String) -> [Int] {
        text.split(separator: ".").prefix(2).compactMap { Int($0.prefix { $0.isNumber }) }
    }

    /// Empty when it cannot be read.
    private static func text(of path: String) -> String {
        guard let file = fopen(path, "re") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        return String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
    }
}
