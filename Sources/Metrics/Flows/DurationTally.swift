import Traffic

/// Durations in the dozen buckets that metrics have, cumulative since the label set began.
///
/// The bounds are round numbers; those of `LatencyHistogram` are not. Each of its buckets counts where its middle is, so a duration within
/// 2.1 % of a bound may be on either side of it. Sum and count are exact.
public struct DurationTally: Sendable {
    /// Upper ends in nanoseconds; one more bucket has no end.
    public static let bounds: [UInt64] = [
        100_000, 300_000, 1_000_000, 3_000_000, 10_000_000, 30_000_000, 100_000_000, 300_000_000, 1_000_000_000, 5_000_000_000,
        30_000_000_000,
    ]
    /// As label values: the same text in both formats, so that a scraper that changes between them sees no new series.
    static let boundTexts = ["0.0001", "0.0003", "0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1.0", "5.0", "30.0"]

    /// Not cumulative: each bucket alone, the one without end last.
    public private(set) var counts = InlineArray<12, UInt64>(repeating: 0)
    public private(set) var count: UInt64 = 0
    /// Nanoseconds.
    public private(set) var sum: UInt64 = 0

    public init() {}

    init(counts: [UInt64], sum: UInt64) {
        for (bucket, number) in counts.enumerated() { self.counts[bucket] = number }
        count = counts.reduce(0) { $0.saturated(adding: $1) }
        self.sum = sum
    }

    public var isEmpty: Bool { count == 0 }

    /// Samples that are in no bucket of `histogram`, whose counters are small, are counted as endless.
    mutating func add(_ histogram: LatencyHistogram?) {
        guard let histogram, !histogram.isEmpty else { return }
        var inBuckets: UInt64 = 0
        for entry in histogram.sparse.entries {
            let bucket = Self.places[Int(entry.bucket)]
            counts[bucket] = counts[bucket].saturated(adding: UInt64(entry.count))
            inBuckets += UInt64(entry.count)
        }
        if histogram.count > inBuckets { counts[11] = counts[11].saturated(adding: histogram.count - inBuckets) }
        count = count.saturated(adding: max(histogram.count, inBuckets))
        sum = sum.saturated(adding: histogram.sum)
    }

    public static func += (left: inout Self, right: Self) {
        for bucket in left.counts.indices { left.counts[bucket] = left.counts[bucket].saturated(adding: right.counts[bucket]) }
        left.count = left.count.saturated(adding: right.count)
        left.sum = left.sum.saturated(adding: right.sum)
    }

    /// Takes away what was added before.
    static func -= (left: inout Self, right: Self) {
        for bucket in left.counts.indices { left.counts[bucket] &-= right.counts[bucket] }
        left.count &-= right.count
        left.sum &-= right.sum
    }

    /// Of each bucket of `LatencyHistogram`, the one here.
    private static let places: [Int] = (0..<LatencyHistogram.bucketCount).map { bucket in
        let (lowest, end) = LatencyBucket.bounds(of: bucket)
        let middle = lowest + (end - lowest) / 2
        return bounds.firstIndex { middle <= $0 } ?? bounds.count
    }
}

extension UInt64 {
    func saturated(adding other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
