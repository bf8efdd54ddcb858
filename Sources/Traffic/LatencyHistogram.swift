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
    private var buckets = ContiguousArray<UInt32>(repeating: 0, count: LatencyBucket.count)

    public init() {}

    public var isEmpty: Bool { count == 0 }

    /// Nanoseconds, rounded down. nil when there is no sample.
    public var mean: UInt64? { isEmpty ? nil : sum / count }

    /// Counts one duration of that many nanoseconds.
    public mutating func record(_ nanoseconds: UInt64) {
        let bucket = LatencyBucket.index(of: nanoseconds)
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
                return Swift.min(max, LatencyBucket.value(in: bucket, at: position, longest: max))
            }
            before += inside
        }
        return max
    }
}

extension LatencyHistogram {
    /// Buckets are numbered from 0.
    public static var bucketCount: Int { LatencyBucket.count }

    /// The buckets in use alone.
    public var sparse: SparseHistogram {
        SparseHistogram(
            self, entries: buckets.indices.compactMap { buckets[$0] == 0 ? nil : .init(bucket: UInt16($0), count: buckets[$0]) })
    }

    public init(_ sparse: SparseHistogram) {
        (count, sum, max) = (sparse.count, sparse.sum, sparse.max)
        for entry in sparse.entries { buckets[Int(entry.bucket)] = entry.count }
    }
}
