/// Something that only grows, and how fast it did between the last two readings.
struct Counter {
    private var last: (value: UInt64, time: UInt64, source: FileIdentity?)?

    /// Counters move in steps of up to a tick: what they say of a shorter time is noise.
    private static let shortest: UInt64 = 20_000_000

    /// The increase a second; nil for a first reading, when too little time went by, after a reset (`value` is smaller, or it is of another
    /// `source`), and from one that failed (`value` is nil) to the next.
    mutating func advance(to value: UInt64?, at time: UInt64, source: FileIdentity? = nil) -> Double? {
        guard let before = last, let value, before.source == source, value >= before.value, time > before.time else {
            last = value.map { ($0, time, source) }
            return nil
        }
        guard time - before.time >= Self.shortest else { return nil }
        last = (value, time, source)
        return Double(value - before.value) * 1e9 / Double(time - before.time)
    }
}

/// Which share of a group's periods its limit cut short.
struct Throttling {
    private var periods = Counter()
    private var throttled = Counter()

    /// 0 when it did not want to run at all.
    mutating func advance(to counters: ProcessorCounters?, at time: UInt64, source: FileIdentity?) -> Double? {
        let all = periods.advance(to: counters?.periods, at: time, source: source)
        let cut = throttled.advance(to: counters?.throttledPeriods, at: time, source: source)
        guard let all, let cut else { return nil }
        return all > 0 ? min(cut / all, 1) : 0
    }
}

/// Two counters each of several things that come and go: what is new or was reset adds nothing, what has gone takes nothing away.
struct PairCounters {
    private var counters: [String: (Counter, Counter)] = [:]

    /// Sums of increases a second; nil while none is known.
    mutating func advance(to values: [String: (UInt64, UInt64)], at time: UInt64) -> (Double, Double)? {
        var sum: (Double, Double)?
        var next: [String: (Counter, Counter)] = [:]
        for (name, value) in values {
            var pair = counters[name] ?? (Counter(), Counter())
            let first = pair.0.advance(to: value.0, at: time)
            let second = pair.1.advance(to: value.1, at: time)
            if first != nil || second != nil { sum = ((sum?.0 ?? 0) + (first ?? 0), (sum?.1 ?? 0) + (second ?? 0)) }
            next[name] = pair
        }
        counters = next
        return sum
    }
}
