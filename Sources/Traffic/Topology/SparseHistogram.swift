/// The samples of a `LatencyHistogram` in as many words as it has buckets in use: what travels between hosts and is kept for an hour.
///
/// A value: merging two gives what recording all samples in one would have given.
public struct SparseHistogram: Hashable, Sendable {
    /// A bucket of `LatencyHistogram` and how many samples are in it.
    public struct Entry: Hashable, Sendable {
        public var bucket: UInt16
        public var count: UInt32

        public init(bucket: UInt16, count: UInt32) {
            self.bucket = bucket
            self.count = count
        }
    }

    /// Samples recorded.
    public private(set) var count: UInt64 = 0
    /// Nanoseconds of all samples together.
    public private(set) var sum: UInt64 = 0
    /// Nanoseconds of the longest sample.
    public private(set) var max: UInt64 = 0
    /// Ascending buckets, no counts of zero.
    public private(set) var entries: [Entry] = []

    public init() {}

    /// From elsewhere: entries in any order; nil when a bucket does not exist. `count` need not be that of the entries, which saturate.
    public init?(count: UInt64, sum: UInt64, max: UInt64, entries: [Entry]) {
        guard entries.allSatisfy({ $0.bucket < LatencyHistogram.bucketCount }) else { return nil }
        self.count = count
        self.sum = sum
        self.max = max
        self.entries = Self.ordered(entries)
    }

    init(_ histogram: LatencyHistogram, entries: [Entry]) {
        (count, sum, max) = (histogram.count, histogram.sum, histogram.max)
        self.entries = entries
    }

    /// Of which only the mean is known.
    init(mean: UInt64, count: UInt64) {
        let (sum, overflow) = mean.multipliedReportingOverflow(by: count)
        guard !overflow else { return }
        (self.count, self.sum) = (count, sum)
    }

    public var isEmpty: Bool { count == 0 }

    /// Nanoseconds, rounded down. nil when there is no sample.
    public var mean: UInt64? { isEmpty ? nil : sum / count }

    /// As of `LatencyHistogram.quantile`; nil also where only the mean is known.
    public func quantile(_ q: Double) -> UInt64? { entries.isEmpty ? nil : LatencyHistogram(self).quantile(q) }

    /// Adds the samples of another one to this one.
    public mutating func merge(_ other: Self) {
        if other.isEmpty { return }
        count = count.addingSaturated(other.count)
        sum = sum.addingSaturated(other.sum)
        max = Swift.max(max, other.max)
        entries = entries.isEmpty ? other.entries : Self.merged(entries, other.entries)
    }

    /// The same samples in quarters as many buckets, for keeping: a quantile is then within an eighth of the true sample.
    public var coarse: SparseHistogram {
        var coarse = self
        coarse.entries = Self.ordered(entries.map { Entry(bucket: LatencyBucket.coarse($0.bucket), count: $0.count) })
        return coarse
    }

    private static func merged(_ a: [Entry], _ b: [Entry]) -> [Entry] {
        var merged: [Entry] = []
        merged.reserveCapacity(a.count + b.count)
        var (i, j) = (0, 0)
        while i < a.count || j < b.count {
            if j == b.count || i < a.count && a[i].bucket < b[j].bucket {
                merged.append(a[i])
                i += 1
            } else if i == a.count || b[j].bucket < a[i].bucket {
                merged.append(b[j])
                j += 1
            } else {
                merged.append(Entry(bucket: a[i].bucket, count: a[i].count.addingSaturated(b[j].count)))
                i += 1
                j += 1
            }
        }
        return merged
    }

    private static func ordered(_ entries: [Entry]) -> [Entry] {
        var ordered: [Entry] = []
        for entry in entries.sorted(by: { $0.bucket < $1.bucket }) where entry.count > 0 {
            if ordered.last?.bucket == entry.bucket {
                ordered[ordered.count - 1].count = ordered[ordered.count - 1].count.addingSaturated(entry.count)
            } else {
                ordered.append(entry)
            }
        }
        return ordered
    }
}
