/// How durations are spread: a log-linear histogram in nanoseconds.
///
/// Sixteen equal buckets an octave from 256 ns to 2^41 ns (37 minutes), one bucket for what is shorter and one for what is longer;
/// count, sum and maximum are exact. 530 counters of 32 bits (2.1 kB) are allocated once: `record` allocates nothing and copies
/// nothing as long as the histogram is mutated in place. Everything that adds up saturates, so merging is commutative and
/// associative whatever the values.
public struct LatencyHistogram: Sendable, Equatable {
    /// Samples recorded.
    public private(set) var count: UInt64 = 0
    /// Nanoseconds of all samples together.
    public private(set) var sum: UInt64 = 0
    /// Nanoseconds of the longest sample; 0 when there is none.
    public private(set) var max: UInt64 = 0
    private var buckets = ContiguousArray<UInt32>(repeating: 0, count: Bucket.count)

    public init() {}

    public var isEmpty: Bool { count == 0 }

    /// Nanoseconds, rounded down. nil when there is no sample.
    public var mean: UInt64? { isEmpty ? nil : sum / count }

    /// Counts one duration of that many nanoseconds.
    public mutating func record(_ nanoseconds: UInt64) {
        let bucket = Bucket.index(of: nanoseconds)
        if buckets[bucket] != .max { buckets[bucket] += 1 }
        count = count.addingSaturated(1)
        sum = sum.addingSaturated(nanoseconds)
        if nanoseconds > max { max = nanoseconds }
    }

    /// Adds the samples of another histogram to this one.
    public mutating func merge(_ other: Self) {
        for bucket in buckets.indices {
            buckets[bucket] = buckets[bucket].addingSaturated(other.buckets[bucket])
        }
        count = count.addingSaturated(other.count)
        sum = sum.addingSaturated(other.sum)
        max = Swift.max(max, other.max)
    }

    /// Nanoseconds that the share `q` of the samples (0...1; outside is taken as the nearer end) does not exceed, by nearest rank.
    ///
    /// Between 256 ns and 2^41 ns within 3.5 % of the true sample, never above `max`, and `max` itself for the last rank.
    /// nil when there is no sample or `q` is not a number.
    public func quantile(_ q: Double) -> UInt64? {
        guard !isEmpty, !q.isNaN else { return nil }
        let total = buckets.reduce(UInt64(0)) { $0 + UInt64($1) }
        let share = Swift.min(Swift.max(q, 0), 1) * Double(total)
        let below = UInt64(share)
        let rank = Double(below) < share ? below + 1 : Swift.max(1, below)
        return rank >= total ? max : sample(ofRank: Double(rank))
    }

    private func sample(ofRank rank: Double) -> UInt64 {
        var before = 0.0
        for bucket in buckets.indices where buckets[bucket] > 0 {
            let inside = Double(buckets[bucket])
            if before + inside >= rank {
                let position = (rank - before - 0.5) / inside
                return Swift.min(max, Bucket.value(in: bucket, at: position, longest: max))
            }
            before += inside
        }
        return max
    }
}

/// Which durations share a counter: bucket 0 holds those below 2^8 ns, the last one those from 2^41 ns.
private enum Bucket {
    static let lowestOctave = 8
    static let octaves = 33
    static let last = octaves * 16 + 1
    static let count = last + 1

    /// 255 falls into bucket 0 and 2^41 into the last: bringing everything between them first spares the unpredictable branches.
    @inline(__always)
    static func index(of nanoseconds: UInt64) -> Int {
        let inRange = Swift.min(Swift.max(nanoseconds, 255), 1 << UInt64(lowestOctave + octaves))
        let octave = 63 - inRange.leadingZeroBitCount
        let sixteenth = Int(truncatingIfNeeded: inRange &>> UInt64(truncatingIfNeeded: octave &- 4)) & 15
        return (octave &- lowestOctave) &* 16 &+ sixteenth &+ 1
    }

    /// The value at `position` (0...1) of a bucket by linear interpolation.
    ///
    /// In the lower half of an octave a bucket is up to 6.25 % wide, and samples may all sit at one edge of it. There the value
    /// stays near enough to the middle that no sample of the bucket is further away than 3.5 %.
    static func value(in bucket: Int, at position: Double, longest: UInt64) -> UInt64 {
        if bucket == 0 { return UInt64(position * 256) }
        let low = Double(lowest(of: bucket))
        if bucket == last { return UInt64(low + position * Swift.max(0, Double(longest) - low)) }
        let high = Double(lowest(of: bucket + 1))
        let value = low + position * (high - low)
        return UInt64(Swift.min(Swift.max(value, high * 0.9655), low * 1.0345))
    }

    /// The shortest duration of any bucket but the first, in nanoseconds.
    private static func lowest(of bucket: Int) -> UInt64 {
        let (octave, sixteenth) = (bucket - 1).quotientAndRemainder(dividingBy: 16)
        return UInt64(16 + sixteenth) << UInt64(octave + lowestOctave - 4)
    }
}

extension FixedWidthInteger {
    @inline(__always)
    fileprivate func addingSaturated(_ other: Self) -> Self {
        let (result, overflow) = addingReportingOverflow(other)
        return overflow ? .max : result
    }
}
