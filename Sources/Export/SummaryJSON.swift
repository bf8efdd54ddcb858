public import Events
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
    public var kernel: CaptureCounters?

    public init(
        backend: String?, source: String? = nil, totals: CaptureTotals, duration: UInt64, delivered: UInt64, malformed: UInt64, kernel: CaptureCounters?
    ) {
        self.backend = backend
        self.source = source
        self.totals = totals
        self.duration = duration
        self.delivered = delivered
        self.malformed = malformed
        self.kernel = kernel
    }

    /// This and a summary of another capture in one: of what only one of them knows nothing is said.
    public func and(_ other: Summary) -> Summary {
        var both = self
        both.backend = backend == other.backend ? backend : nil
        both.source = source == other.source ? source : nil
        both.totals += other.totals
        both.duration &+= other.duration
        both.delivered &+= other.delivered
        both.malformed &+= other.malformed
        both.kernel = if let kernel, let more = other.kernel { kernel + more } else { nil }
        return both
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
