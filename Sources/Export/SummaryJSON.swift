public import Traffic

/// What a whole run came to.
public struct Summary: Sendable {
    /// The backend, or what else the events came from.
    public var source: String
    public var totals: CaptureTotals
    /// Nanoseconds.
    public var duration: UInt64
    /// Records that the kernel produced; `produced` = delivered + lost once all is read.
    public var produced: UInt64
    public var delivered: UInt64
    /// Lost records by cause.
    public var lostRingFull: UInt64
    public var lostStorageFull: UInt64
    /// Of `lostRingFull`: ends of connections whose last counts are in no sum.
    public var lostEnds: UInt64
    /// Calls whose descriptor was gone when they ended: what they moved is in no sum.
    public var lostDescriptors: UInt64
    public var malformed: UInt64
    public var skippedRuns: UInt64
    public var unreadPayloads: UInt64
    /// Calls by way of the 32-bit interface.
    public var compatCalls: UInt64

    public init(
        source: String, totals: CaptureTotals, duration: UInt64, produced: UInt64, delivered: UInt64, lostRingFull: UInt64,
        lostStorageFull: UInt64, lostEnds: UInt64, lostDescriptors: UInt64, malformed: UInt64, skippedRuns: UInt64,
        unreadPayloads: UInt64, compatCalls: UInt64
    ) {
        self.source = source
        self.totals = totals
        self.duration = duration
        self.produced = produced
        self.delivered = delivered
        self.lostRingFull = lostRingFull
        self.lostStorageFull = lostStorageFull
        self.lostEnds = lostEnds
        self.lostDescriptors = lostDescriptors
        self.malformed = malformed
        self.skippedRuns = skippedRuns
        self.unreadPayloads = unreadPayloads
        self.compatCalls = compatCalls
    }

    /// Every byte, request and connection is in the sums, whatever was lost.
    public var isWhole: Bool {
        lostEnds == 0 && lostStorageFull == 0 && lostDescriptors == 0 && skippedRuns == 0 && totals.evicted == 0
    }

    public var lost: UInt64 { lostRingFull + lostStorageFull + lostDescriptors }

    /// The `summary` line of the contract.
    public func json(_ naming: Naming) -> String {
        var line = JSONLine(type: "summary")
        line.add("host", naming.host)
        line.add("backend", source)
        line.add("events", delivered)
        line.add("produced", produced)
        line.add("lost", lost)
        line.object("lost_by_cause") {
            $0.add("ring_full", lostRingFull)
            $0.add("storage_full", lostStorageFull)
            $0.add("descriptor_gone", lostDescriptors)
        }
        line.add("lost_ends", lostEnds)
        line.counters(totals.counters)
        line.add("partial_flows", totals.partialFlows)
        line.add("unnamed_bytes", totals.unnamedBytes)
        line.add("evicted_connections", totals.evicted)
        line.add("overflowed_connections", totals.overflowed)
        line.add("malformed", malformed)
        line.add("skipped_runs", skippedRuns)
        line.add("unread_payloads", unreadPayloads)
        line.add("compat_calls", compatCalls)
        line.residue(totals.residue)
        line.add(seconds: "duration", nanoseconds: duration)
        return line.line
    }
}
