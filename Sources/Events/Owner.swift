/// A kernel process id (a thread group id), in the host's own namespace.
public typealias ProcessID = UInt32

/// A cgroup. Ids are unique only inside their hierarchy: 0 is v2, others are the v1 hierarchies of `/proc/cgroups`.
public struct CgroupID: Hashable, Sendable {
    public var id: UInt64
    public var hierarchy: UInt32

    @inlinable
    public init(id: UInt64, hierarchy: UInt32) {
        self.id = id
        self.hierarchy = hierarchy
    }
}

/// The kernel's name of a process (`task->group_leader->comm`): up to 15 bytes, any bytes.
public struct Command: Hashable, Sendable {
    public var high: UInt64
    public var low: UInt64

    /// The 16 bytes as they lie in memory on a little-endian host.
    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    public init(_ name: some StringProtocol) {
        var words: (UInt64, UInt64) = (0, 0)
        for (index, byte) in name.utf8.prefix(15).enumerated() {
            if index < 8 { words.0 |= UInt64(byte) << UInt64(index * 8) }
            else { words.1 |= UInt64(byte) << UInt64((index - 8) * 8) }
        }
        self.init(high: words.0, low: words.1)
    }
}

extension Command: CustomStringConvertible {
    /// Bytes that are not UTF-8 show as U+FFFD.
    public var description: String {
        let bytes = (0..<16).map { index in
            UInt8(truncatingIfNeeded: (index < 8 ? high : low) >> UInt64((index % 8) * 8))
        }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}

/// Who uses a socket, as the kernel program read it from the task: enough to name it after the task is gone.
public struct Owner: Hashable, Sendable {
    /// 0 when no process has touched the socket yet.
    public var process: ProcessID
    public var command: Command
    /// The cgroup in the v2 hierarchy; on hosts with v1 only, the root's for everyone.
    public var cgroupV2: CgroupID?
    /// The cgroup in that v1 hierarchy in which the process is deepest.
    public var cgroupV1: CgroupID?

    @inlinable
    public init(process: ProcessID, command: Command, cgroupV2: CgroupID?, cgroupV1: CgroupID?) {
        self.process = process
        self.command = command
        self.cgroupV2 = cgroupV2
        self.cgroupV1 = cgroupV1
    }
}

/// Where a cgroup is, whichever it is.
public struct CgroupPlace: Hashable, Sendable {
    public var hierarchy: UInt32
    /// From the root of its hierarchy.
    public var path: String

    public init(hierarchy: UInt32, path: String) {
        self.hierarchy = hierarchy
        self.path = path
    }
}
