import Traffic

/// All metrics at one moment. A value: taking one costs next to nothing, and nobody waits for whoever reads it.
public struct MetricsSnapshot: Sendable {
    /// A set of labels and what was counted of it.
    public struct LabelSet: Sendable {
        /// In the order of `labels`, safe text; empty where there is none.
        public internal(set) var values: [String]
        /// Nanoseconds since 1970: it was 0 then.
        public internal(set) var start: UInt64
        /// `client="a",server="b"`, for the text formats.
        var text: [UInt8]
    }

    public internal(set) var labels: [FlowLabel]
    /// Nanoseconds since 1970: of the last tick, and when this weir began.
    public internal(set) var time: UInt64
    public internal(set) var start: UInt64
    /// `series[i]` is what was counted of `sets[i]`.
    public internal(set) var sets: ContiguousArray<LabelSet> = []
    public internal(set) var series: ContiguousArray<FlowSeries> = []
    /// What label sets that are no longer shown had counted. With it the sum over everything is what was fed.
    public internal(set) var hidden = FlowSeries()
    /// Flow reports that were counted in `other` for want of a place, and label sets that fell silent.
    public internal(set) var overflowed: UInt64 = 0
    public internal(set) var retired: UInt64 = 0
    /// Reports of endpoints that found no place, since the beginning; measured things that found none, the last time.
    public internal(set) var endpointsLeftOut: UInt64 = 0
    public internal(set) var resourcesLeftOut: UInt64 = 0
    public internal(set) var seriesLimit: Int
    public internal(set) var capture = CaptureFacts()
    /// Whose metrics these are.
    public internal(set) var host = ""
    var hostAddresses: [MetricPoint] = []
    var resources: [MetricPoints] = []
    var endpoints: [MetricPoint] = []
    var exports = ExportTally()

    /// Three parts of requests, two of bytes, four of connections, two of TCP, two histograms of 14 series and two of 9.
    public static let mostSeriesOfLabelSet = FlowFamily.all.reduce(0) { $0 + $1.parts.count }
        + FlowHistogram.all.reduce(0) { $0 + $1.bounds.count + 3 }

    init(labels: [FlowLabel], start: UInt64, seriesLimit: Int) {
        self.labels = labels
        self.start = start
        self.seriesLimit = seriesLimit
        time = start
    }

    /// Series of flows in the text formats: a histogram is one per bucket, and two more.
    public var flowSeriesCount: Int {
        series.reduce(0) { count, series in
            let plain = FlowFamily.all.reduce(0) { $0 + ($1.isShown(series) ? $1.parts.count : 0) }
            return count + plain + FlowHistogram.all.reduce(0) { $0 + ($1.tally(series).isEmpty ? 0 : $1.bounds.count + 3) }
        }
    }
}
