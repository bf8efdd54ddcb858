public import Traffic

/// What a whole run came to.
public struct Summary: Sendable {
    /// Of the capture; `nil` when another tool made it.
    public var backend: String?
    /// Of a replay: `records` of the kernel programs, or system `calls`.
    public var source: String?
    public var totals: CaptureTotals
    /// Nanoseconds.
    public var duration: UInt64
    public var delivered: UInt64
    public var malformed: UInt64
    /// Nobody knows what is missing in a capture of another tool.
    public var kernel: KernelCounts?

    /// What the kernel side counted.
    public struct KernelCounts: Sendable {
        /// Records; `produced` = delivered + lost once all is read.
        public var produced: UInt64 = 0
        /// Lost records by cause.
        public var lostRingFull: UInt64 = 0
        public var lostStorageFull: UInt64 = 0
        /// Of `lostRingFull`: ends of connections whose last counts are in no sum.
        public var lostEnds: UInt64 = 0
        /// Calls whose descriptor was gone when they ended: what they moved is in no sum.
        public var lostDescriptors: UInt64 = 0
        public var skippedRuns: UInt64 = 0
        public var unreadPayloads: UInt64 = 0
        /// Calls by way of the 32-bit interface.
        public var compatCalls: UInt64 = 0
        public init() {}

        public var lost: UInt64 { lostRingFull + lostStorageFull + lostDescriptors }
    }

    public init(
        backend: String?, source: String? = nil, totals: CaptureTotals, duration: UInt64, delivered: UInt64, malformed: UInt64, kernel: KernelCounts?
    ) {
        self.backend = backend
        self.source = source
        self.totals = totals
        self.duration = duration
        self.delivered = delivered
        self.malformed = malformed
        self.kernel = kernel
    }

    /// Every byte, request and connection is in the sums, whatever was lost.
    public var isWhole: Bool {
        guard totals.evicted == 0 else { return false }
        guard let kernel else { return true }
        return kernel.lostEnds == 0 && kernel.lostStorageFull == 0 && kernel.lostDescriptors == 0 && kernel.skippedRuns == 0
    }

    /// The `summary` line of the contract.
    public func json(_ naming: Naming) -> String {
        var line = JSONLine(type: "summary")
        line.add("host", naming.host)
        line.add("backend", backend)
        line.add("source", source)
        line.add("events", delivered)
        if let kernel {
            line.add("produced", kernel.produced)
            line.add("lost", kernel.lost)
            line.object("lost_by_cause") {
                $0.add("ring_full", kernel.lostRingFull)
                $0.add("storage_full", kernel.lostStorageFull)
                $0.add("descriptor_gone", kernel.lostDescriptors)
            }
            line.add("lost_ends", kernel.lostEnds)
        }
        line.counters(totals.counters)
        line.add("partial_flows", totals.partialFlows)
        line.add("unnamed_bytes", totals.unnamedBytes)
        line.add("evicted_connections", totals.evicted)
        line.add("overflowed_connections", totals.overflowed)
        line.add("malformed", malformed)
        if let kernel {
            line.add("skipped_runs", kernel.skippedRuns)
            line.add("unread_payloads", kernel.unreadPayloads)
            line.add("compat_calls", kernel.compatCalls)
        }
        line.residue(totals.residue)
        line.add(seconds: "duration", nanoseconds: duration)
        return line.line
    }
}
