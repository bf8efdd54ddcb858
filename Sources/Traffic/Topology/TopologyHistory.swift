/// What a host saw in the last hour: the present in full, the past in steps, in a bounded number of bytes. Full, the oldest steps go, and
/// `begin` says how far back it reaches.
///
/// A value: take a copy to ask it on another thread.
public struct TopologyHistory: Sendable {
    public struct Limits: Sendable {
        /// How far back, and how long a step is, nanoseconds.
        public var span: UInt64 = 3_600_000_000_000
        public var step: UInt64 = 10_000_000_000
        /// Of all steps, and of the names in them.
        public var bytes = 24 << 20
        public init() {}
    }

    let limits: Limits
    var steps: [TopologyStep] = []
    var tables = TopologyTables()
    /// The ticks of the last step's length, whole, oldest first.
    var recent: [HostReport] = []
    /// What came since the last step.
    var pending: HostReport?
    private var stepBytes = 0

    public init(limits: Limits = Limits()) { self.limits = limits }

    public var bytes: Int { stepBytes + tables.bytes }
    public var mostBytes: Int { limits.bytes }

    /// Of the oldest that is known, nanoseconds since 1970; nil before the first tick.
    public var begin: UInt64? { steps.first?.begin ?? pending.map { $0.time - min($0.interval, $0.time) } ?? recent.first?.time }

    public var latest: HostReport? { recent.last }

    /// Takes what was seen since the last call. Ticks come in the order of time; a clock that was set back begins anew.
    public mutating func append(_ tick: HostReport) {
        if let last = recent.last, tick.time < last.time { self = TopologyHistory(limits: limits) }
        recent.append(tick)
        let horizon = tick.time - min(limits.step, tick.time)
        recent.removeAll { $0.time <= horizon }
        if pending == nil { pending = tick } else { pending?.extend(with: tick) }
        if let pending, pending.interval >= limits.step - Self.tolerance { archive(pending) }
    }

    /// A tick comes a little early or late.
    private static let tolerance: UInt64 = 500_000_000

    private mutating func archive(_ report: HostReport) {
        pending = nil
        let step = TopologyStep(report, &tables)
        steps.append(step)
        stepBytes += step.size
        let horizon = report.time - min(limits.span, report.time)
        var gone = 0
        while gone < steps.count - 1, steps[gone].time <= horizon || bytes > limits.bytes {
            stepBytes -= steps[gone].size
            gone += 1
        }
        guard gone > 0 else { return }
        steps.removeFirst(gone)
        if let oldest = steps.first { tables.forget(before: oldest.time) }
    }
}
