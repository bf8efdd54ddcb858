extension TopologyHistory {
    /// What was seen in a window, as one report: the present in full where the window is no longer than a step, else whole steps. nil when
    /// nothing is known of that time.
    ///
    /// - Parameters: `end` in nanoseconds since 1970, nil now; `window` in nanoseconds.
    public func report(until end: UInt64? = nil, window: UInt64) -> HostReport? {
        guard let latest else { return nil }
        let end = end.map { min($0, latest.time) } ?? latest.time
        let begin = end - min(window, end)
        if window <= limits.step, let oldest = recent.first, begin + Self.slack >= oldest.time - min(oldest.interval, oldest.time) {
            return Self.sum(recent.filter { $0.time <= end && $0.time > begin })
        }
        var report: HostReport?
        for step in steps where step.time > begin && step.begin < end {
            report.add(step.report(tables, header: latest))
        }
        if let pending, pending.time > begin, pending.time - min(pending.interval, pending.time) < end { report.add(pending) }
        return report
    }

    /// A window that begins a moment before the first tick has it whole.
    private static let slack: UInt64 = 1_000_000_000

    private static func sum(_ reports: [HostReport]) -> HostReport? {
        var sum: HostReport?
        for report in reports { sum.add(report) }
        return sum
    }

    /// Calls `body` with each step, oldest first, and with what is younger than the last.
    func forEachStep(_ body: (HostReport) -> Void) {
        guard let latest else { return }
        for step in steps { body(step.report(tables, header: latest)) }
        if let pending { body(pending) }
    }
}

extension HostReport? {
    fileprivate mutating func add(_ next: HostReport) {
        if self == nil { self = next } else { self?.extend(with: next) }
    }
}
