public import Events

/// What weir says of itself, told by the daemon once a tick.
public struct CaptureFacts: Sendable {
    public var version = ""
    public var kernel = ""
    /// `socket` or `syscall`.
    public var backend = ""
    /// `full`, `no_payload`, `no_requests` or `totals`.
    public var detail = ""
    /// Events that arrived.
    public var events: UInt64 = 0
    public var malformed: UInt64 = 0
    /// What the kernel side counted; nil when nobody knows.
    public var counters: CaptureCounters?
    /// News of names that were lost, by cause.
    public var lostNames: [(cause: String, count: UInt64)] = []
    public var own: OwnUse?

    public init() {}
}

/// What this very process uses.
public struct OwnUse: Sendable {
    public var residentBytes: UInt64
    public var virtualBytes: UInt64
    /// User and system.
    public var cpuSeconds: Double

    public init(residentBytes: UInt64, virtualBytes: UInt64, cpuSeconds: Double) {
        self.residentBytes = residentBytes
        self.virtualBytes = virtualBytes
        self.cpuSeconds = cpuSeconds
    }
}
