import Events

/// The steps in which a live source is told: when the next one ends, how long each was, and what weir itself used in it.
struct LiveSteps {
    struct Step {
        /// Nanoseconds, at least 1.
        var length: UInt64
        /// Of this process, nanoseconds.
        var processorTime: UInt64

        /// Of one processor.
        var ownShare: Double { Double(processorTime) / Double(length) }
    }

    private let length: UInt64
    private let firstLength: UInt64
    private var last: MonotonicTime
    private var lastSettle: MonotonicTime
    private var lastProcessorTime = OwnCost.processorTime
    private var isFirst = true

    /// How often open responses are looked at while every request is wanted the moment it ends.
    private static let promptness: UInt64 = 200_000_000

    /// `first`: the first step is no longer than this, where somebody waits for it. Nanoseconds.
    init(from begin: MonotonicTime, length: UInt64, first: UInt64 = .max) {
        self.length = length
        firstLength = min(first, length)
        last = begin
        lastSettle = begin
    }

    /// For those who look at a screen or a page.
    static let shortFirst: UInt64 = 500_000_000

    /// When this step ends, monotonic nanoseconds.
    var next: UInt64 { last.nanoseconds + (isFirst ? firstLength : length) }

    /// What was used until now, to load programs, is no part of the first step.
    mutating func forgetLoading() { lastProcessorTime = OwnCost.processorTime }

    /// Settles what is over, if that was not done just now.
    mutating func settlePromptly(_ source: LiveSource) throws {
        let now = Clock.now()
        guard now.nanoseconds(since: lastSettle) >= Self.promptness else { return }
        lastSettle = now
        try source.settle()
    }

    /// This step is over.
    mutating func end(at now: MonotonicTime) -> Step {
        let used = OwnCost.processorTime
        defer { (last, lastProcessorTime, isFirst) = (now, used, false) }
        return Step(length: max(now.nanoseconds(since: last), 1), processorTime: used - min(lastProcessorTime, used))
    }
}
