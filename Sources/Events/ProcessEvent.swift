/// A process or a thread began, a process began to run a program, or ended.
public struct ProcessEvent: Sendable {
    public enum Kind: Sendable { case fork, exec, exit }

    public var kind: Kind
    public var time: MonotonicTime
    /// When the process was made (not when it called exec): tells a reused id from the old one.
    public var started: MonotonicTime
    public var parent: ProcessID
    /// Fork: the new one; that of a new process has its number.
    public var thread: UInt32
    public var owner: Owner
    /// Of exec: the first 256 bytes of `argv`. Empty when they could not be read.
    public var arguments: [String]

    public init(
        kind: Kind, time: MonotonicTime, started: MonotonicTime, parent: ProcessID, thread: UInt32 = 0, owner: Owner,
        arguments: [String] = []
    ) {
        self.kind = kind
        self.time = time
        self.started = started
        self.parent = parent
        self.thread = thread
        self.owner = owner
        self.arguments = arguments
    }
}

/// A cgroup was made or removed.
public struct CgroupEvent: Sendable {
    public enum Kind: Sendable { case made, removed }

    public var kind: Kind
    public var time: MonotonicTime
    public var cgroup: CgroupID
    public var parent: CgroupID
    /// From the root of its hierarchy: `/docker/<id>`.
    public var path: String

    public init(kind: Kind, time: MonotonicTime, cgroup: CgroupID, parent: CgroupID, path: String) {
        self.kind = kind
        self.time = time
        self.cgroup = cgroup
        self.parent = parent
        self.path = path
    }
}
