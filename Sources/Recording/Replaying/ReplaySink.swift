public import Events

/// Takes what a capture tells, in the order of its times. Views are valid during the call.
public protocol ReplaySink: AnyObject {
    /// Concluded from the system calls of a capture.
    func take(_ event: ConnectionEvent, payload: UnsafeRawBufferPointer)
    func take(_ process: ProcessEvent)
    func take(_ cgroup: CgroupEvent)
    /// A record as the kernel programs wrote it, aligned to 8 bytes: only in captures that weir made.
    func take(record: UnsafeRawBufferPointer)
    /// Who somebody is.
    func take(_ name: CapturedName)
    /// Everything before this moment has been told.
    func settle(at time: MonotonicTime)
    /// Records that the capture itself missed: only in captures that weir made.
    func take(_ gap: RecordGap)
    /// The counters of the capture so far.
    func take(_ counters: TrailerCounters)
    /// A section begins: another capture, or the next part of the same.
    func begin(_ section: CapturedSection)
}

/// Which capture a section belongs to.
public struct CapturedSection: Equatable, Sendable {
    public var host: String?
    /// Nanoseconds to add to event times for the time of day.
    public var clockOffset: Int64 = 0
    /// It has records of the kernel programs, and they can be used.
    public var isOwn = false
    /// Of weir's own: the same in all parts of a ring. Older ones have none.
    public var run: String?

    public init(host: String? = nil, clockOffset: Int64 = 0, isOwn: Bool = false, run: String? = nil) {
        self.host = host
        self.clockOffset = clockOffset
        self.isOwn = isOwn
        self.run = run
    }
}

/// What a capture says of names. Views are valid during the call.
public enum CapturedName {
    /// Of an engine, as JSON: `isOwn` as weir writes it, else as sysdig does.
    case container(UnsafeRawBufferPointer, isOwn: Bool)
    /// Of a task or an address, as JSON: weir's alone.
    case update(UnsafeRawBufferPointer)
    /// Of a cluster, as sysdig wrote it until 2023, as JSON: the state of Mesos, groups or apps of Marathon.
    case mesos(UnsafeRawBufferPointer)
    /// Of a process that was there at the start, or began a program: `NAME=value`, each with a NUL behind it.
    case environment(UnsafeRawBufferPointer, of: ProcessID)
    case translated(TranslatedConnection)
    /// Of the host that made the capture.
    case hostAddress(IPAddress)
}
