/// What a host, a group or a process uses, in base units: bytes, cores, bytes a second, shares of 0…1. nil is unknown, which is not 0.
public struct ResourceUsage: Sendable, Equatable {
    /// 1.5 is one and a half processors, all the time.
    public var cpuCores: Double?
    /// What it may use at most; nil also when nothing limits it. Of a host: its processors that are on.
    public var cpuLimitCores: Double?
    /// Of the periods in which it wanted to run, the share in which its limit stopped it.
    public var cpuThrottled: Double?
    /// Working set: without the file pages that the kernel would give up first. Of a host: all that is not available. Of a process:
    /// resident, pages shared with others included.
    public var memoryBytes: UInt64?
    /// Its own limit, not one of a group around it; nil also when nothing limits it. Of a host: its memory.
    public var memoryLimitBytes: UInt64?
    public var ioReadBytesPerSecond: Double?
    public var ioWriteBytesPerSecond: Double?
    /// Of a group with a network namespace of its own; groups that share one each have all of it.
    public var networkReceiveBytesPerSecond: Double?
    public var networkTransmitBytesPerSecond: Double?
    public var processes: UInt64?
    public var threads: UInt64?
    /// Since the group was made, of a host since it started.
    public var oomKills: UInt64?
    /// Only of hosts.
    public var load1: Double?
    /// Share of the last ten seconds in which something had to wait for a processor.
    public var pressureCPU: Double?
    public var pressureMemory: Double?
    public var pressureIO: Double?
    /// Only of hosts: of the root file system, as `df` counts it.
    public var diskUsedShare: Double?

    public init() {}

    /// Nothing is known.
    public var isEmpty: Bool { self == ResourceUsage() }
}
