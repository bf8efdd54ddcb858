public import Events

/// The watched processes of this host as they are now: what a capture's tables say. Nothing of any other process is kept.
///
/// From procfs. What cannot be read is left out and counted: processes of other users show neither their descriptors nor their directories to
/// one that may not trace them.
public struct HostTables {
    /// A process's place in one hierarchy, as `/proc/PID/cgroup` has it.
    public struct Membership: Equatable, Sendable {
        /// 0 is v2.
        public var hierarchy: UInt32
        public var controllers: [String]
        public var path: String

        public init?(_ line: Substring) {
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3, let hierarchy = UInt32(fields[0]), fields[2].utf8.first == UInt8(ascii: "/") else { return nil }
            self.hierarchy = hierarchy
            controllers = fields[1].split(separator: ",").map(String.init)
            path = String(fields[2])
        }

        /// A controller each; v2 has none.
        public var cgroups: [ScapCgroup] {
            controllers.isEmpty ? [ScapCgroup(subsystem: "", path: path)] : controllers.map { ScapCgroup(subsystem: $0, path: path) }
        }
    }

    public struct Process: Sendable {
        public var thread: ScapThread
        /// Of CLOCK_BOOTTIME, to a hundredth of a second.
        public var started: UInt64
        public var memberships: [Membership]
        public var furtherThreads: [UInt64]
        public var descriptors: [ScapDescriptor]
    }

    public private(set) var processes: [Process] = []
    /// Processes that went while they were looked at, and files of processes that may not be read.
    public internal(set) var skipped: UInt64 = 0

    let root: String

    /// Largest numbers looked at; what is beyond counts as skipped.
    enum Limit {
        static let processes = 65_536
        static let threads = 8192
        static let descriptors = 16_384
    }

    /// What of a process's environment goes into the capture: what names a Mesos task, nothing else.
    public static let environment: Set<String> = [
        "MESOS_TASK_ID", "mesos_task_id", "MESOS_EXECUTOR_ID", "MESOS_CONTAINER_NAME", "MESOS_FRAMEWORK_ID",
    ]

    /// - Parameters:
    ///   - proc: where procfs is mounted.
    ///   - watches: whether a process is watched, by its number and cgroups.
    public init(proc: String = "/proc", watches: (ProcessID, [Membership]) -> Bool) {
        self.init(proc: proc)
        let numbers = ProcFile.numbers(in: proc, limit: Limit.processes) ?? []
        var sockets: [SocketPlace] = []
        for number in numbers {
            guard let id = ProcessID(exactly: number) else { continue }
            let memberships = memberships(of: number)
            guard watches(id, memberships) else { continue }
            guard var process = process(number, memberships) else {
                skipped += 1
                continue
            }
            process.descriptors = descriptors(of: number, at: processes.count, &sockets)
            processes.append(process)
        }
        name(sockets)
    }

    /// One process alone, without what it has open; `nil` when it is gone or not watched (its number may belong to another by now).
    public static func process(_ id: ProcessID, proc: String = "/proc", watches: (ProcessID, [Membership]) -> Bool) -> Process? {
        var nothing = HostTables(proc: proc)
        let memberships = nothing.memberships(of: UInt64(id))
        return watches(id, memberships) ? nothing.process(UInt64(id), memberships) : nil
    }

    private init(proc: String) { root = proc }

    private func memberships(of process: UInt64) -> [Membership] {
        let lines = ProcFile.text("\(root)/\(process)/cgroup", limit: 1 << 16) ?? ""
        return lines.split(separator: "\n").compactMap(Membership.init)
    }

    mutating func set(_ content: ScapDescriptor.Content, at place: SocketPlace) {
        processes[place.process].descriptors[place.descriptor].content = content
    }

    /// Where a socket's name is missing.
    struct SocketPlace {
        var process: Int
        var descriptor: Int
        var inode: UInt64
        /// As `/proc/PID/ns/net` names it.
        var namespace: String
    }
}
