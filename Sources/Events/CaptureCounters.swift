/// What the kernel side counted. `produced` = delivered + `lostRingFull`, to the unit, once all is read.
public struct CaptureCounters: Sendable, Equatable {
    /// Records that were due.
    public var produced: UInt64 = 0
    /// Records for which the ring had no room. Their news came with a later record; only their times are gone.
    public var lostRingFull: UInt64 = 0
    /// Of `lostRingFull`: last words of connections for which no map had room either. What they had to tell is in no sum.
    public var lostEnds: UInt64 = 0
    /// Operations that were not counted at all: no memory for the state of their connection.
    public var lostStorageFull: UInt64 = 0
    /// Last words of connections that came late, by way of a map.
    public var deferred: UInt64 = 0
    /// Syscall backend: calls whose descriptor another thread had closed when they ended. What they moved is in no sum.
    public var lostDescriptors: UInt64 = 0
    /// Messages whose beginning was wanted and could not be read.
    public var unreadPayloads: UInt64 = 0
    /// Syscall backend: calls by way of the 32-bit interface.
    public var compatCalls: UInt64 = 0
    /// Program runs that the kernel skipped because the same program was already running on that processor.
    public var skippedRuns: UInt64 = 0

    public init(
        produced: UInt64 = 0, lostRingFull: UInt64 = 0, lostEnds: UInt64 = 0, lostStorageFull: UInt64 = 0, deferred: UInt64 = 0,
        lostDescriptors: UInt64 = 0, unreadPayloads: UInt64 = 0, compatCalls: UInt64 = 0, skippedRuns: UInt64 = 0
    ) {
        self.produced = produced
        self.lostRingFull = lostRingFull
        self.lostEnds = lostEnds
        self.lostStorageFull = lostStorageFull
        self.deferred = deferred
        self.lostDescriptors = lostDescriptors
        self.unreadPayloads = unreadPayloads
        self.compatCalls = compatCalls
        self.skippedRuns = skippedRuns
    }

    /// Of two captures.
    public static func + (one: Self, other: Self) -> Self {
        Self(
            produced: one.produced &+ other.produced, lostRingFull: one.lostRingFull &+ other.lostRingFull, lostEnds: one.lostEnds &+ other.lostEnds,
            lostStorageFull: one.lostStorageFull &+ other.lostStorageFull, deferred: one.deferred &+ other.deferred,
            lostDescriptors: one.lostDescriptors &+ other.lostDescriptors, unreadPayloads: one.unreadPayloads &+ other.unreadPayloads,
            compatCalls: one.compatCalls &+ other.compatCalls, skippedRuns: one.skippedRuns &+ other.skippedRuns)
    }

    /// Records and calls of which nothing came.
    public var lost: UInt64 { lostRingFull &+ lostStorageFull &+ lostDescriptors }
}
