import Traffic

/// A classic histogram over a stretch of time: how much each cumulative bucket grew, seconds.
struct PrometheusHistogram {
    var buckets: [(bound: Double, count: Double)] = []
    var sum = 0.0
    var count = 0.0

    /// The bound of a label `le`.
    static func bound(_ text: String) -> Double? {
        text == "+Inf" ? .infinity : Double(text).flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    }

    /// In weir's buckets: what lies in one of the store's is taken to lie at its geometric middle. The mean is exact; the maximum is the
    /// bound below which all of them are, as far as there is one.
    var sparse: SparseHistogram {
        let total = PrometheusNumber.count(count)
        guard total > 0 else { return SparseHistogram() }
        let mean = PrometheusNumber.nanoseconds(max(0, sum) / Double(total))
        var entries: [SparseHistogram.Entry] = []
        var (below, lower, longest): (UInt64, Double, UInt64) = (0, 0, mean)
        for bucket in buckets.sorted(by: { $0.bound < $1.bound }) {
            let inside = PrometheusNumber.count(bucket.count)
            if inside > below {
                let nanoseconds = PrometheusNumber.nanoseconds(Self.middle(lower, bucket.bound))
                entries.append(.init(bucket: Self.bucket(of: nanoseconds), count: UInt32(clamping: inside - below)))
                longest = max(longest, PrometheusNumber.nanoseconds(bucket.bound.isFinite ? bucket.bound : lower))
            }
            below = max(below, inside)
            lower = bucket.bound
        }
        if entries.isEmpty { entries = [.init(bucket: Self.bucket(of: mean), count: UInt32(clamping: total))] }
        return SparseHistogram(count: total, sum: PrometheusNumber.nanoseconds(sum), max: longest, entries: entries) ?? SparseHistogram()
    }

    /// Below the first bound an octave is taken, above the last nothing is known.
    private static func middle(_ lower: Double, _ upper: Double) -> Double {
        if !upper.isFinite { return lower }
        return lower > 0 ? (lower * upper).squareRoot() : upper / 2
    }

    /// The one of weir's that holds a duration.
    static func bucket(of nanoseconds: UInt64) -> UInt16 {
        var (low, high) = (0, LatencyHistogram.bucketCount - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if LatencyBucket.bounds(of: middle).lowest <= nanoseconds { low = middle } else { high = middle - 1 }
        }
        return UInt16(low)
    }
}
