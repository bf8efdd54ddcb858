/// Keeps weir within a share of the host: over a limit it takes one declared step down, and comes back up when there is room again.
///
/// A value; one thread. It asks no clock and measures nothing: it is told once a second what was used.
public struct Governor: Sendable {
    public struct Limits: Sendable, Equatable {
        /// Of one processor, 0.05 is 5 %. `nil`: none.
        public var processorShare: Double?
        /// Resident bytes. `nil`: none.
        public var memory: UInt64?

        public init(processorShare: Double? = nil, memory: UInt64? = nil) {
            self.processorShare = processorShare
            self.memory = memory
        }
    }

    /// Why less is told than could be.
    public enum Cause: Sendable, Equatable {
        case processor(share: Double, limit: Double)
        case memory(bytes: UInt64, limit: UInt64)
    }

    /// A change of what is told, and why; `cause` is `nil` on the way up.
    public struct Step: Sendable, Equatable {
        public var detail: Detail
        public var cause: Cause?
    }

    public let limits: Limits
    public private(set) var detail = Detail.full
    /// Seconds in a row.
    private var over = 0
    private var under = 0
    /// How long it must be quiet before a step up: longer each time that was too early, up to five minutes.
    private var patience = Self.leastPatience
    private var sinceUp = Int.max

    /// Below this share of a limit there is room for more.
    private static let roomy = 0.6
    private static let leastPatience = 10
    private static let mostPatience = 300
    /// A step up that had to be taken back within so many seconds was too early.
    private static let regret = 30

    public init(_ limits: Limits) { self.limits = limits }

    /// Once a second: what was used in it. Returns the step that it leads to, if any. One second over a limit is no habit, unless it is
    /// far over.
    public mutating func judge(processorShare: Double, memory: UInt64) -> Step? {
        if sinceUp < Int.max { sinceUp += 1 }
        if sinceUp == Self.regret + 1 { patience = max(patience / 2, Self.leastPatience) } // that step up has lasted
        if let cause = cause(processorShare, memory) {
            under = 0
            over += 1
            guard over >= 2 || cause.isGross, let lower = detail.lower else { return nil }
            over = 0
            if sinceUp <= Self.regret { patience = min(patience * 2, Self.mostPatience) }
            sinceUp = Int.max
            detail = lower
            return Step(detail: lower, cause: cause)
        }
        over = 0
        guard hasRoom(processorShare, memory), let higher = detail.higher else {
            under = 0
            return nil
        }
        under += 1
        guard under >= patience else { return nil }
        under = 0
        sinceUp = 0
        detail = higher
        return Step(detail: higher, cause: nil)
    }

    private func cause(_ share: Double, _ memory: UInt64) -> Cause? {
        if let limit = limits.processorShare, share > limit { return .processor(share: share, limit: limit) }
        if let limit = limits.memory, memory > limit { return .memory(bytes: memory, limit: limit) }
        return nil
    }

    private func hasRoom(_ share: Double, _ memory: UInt64) -> Bool {
        if let limit = limits.processorShare, share > limit * Self.roomy { return false }
        // Memory that was used once mostly stays with the process: there is room when it is under the limit at all.
        return true
    }
}

extension Governor.Cause {
    /// Twice the limit and more.
    var isGross: Bool {
        switch self {
        case .processor(let share, let limit): share > limit * 2
        case .memory: false
        }
    }
}

extension Detail {
    var lower: Detail? { Detail(rawValue: rawValue + 1) }
    var higher: Detail? { rawValue == 0 ? nil : Detail(rawValue: rawValue - 1) }
}
