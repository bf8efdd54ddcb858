/// How much metrics tell, and for how long.
public struct MetricsOptions: Sendable {
    /// Each once; an empty list is the usual one.
    public var labels: [FlowLabel]
    /// Label sets of flows that are kept apart at most; what comes later is counted in `other`. A label set is
    /// up to `MetricsSnapshot.mostSeriesOfLabelSet` series. Endpoints and measured things have the same limit each.
    public var seriesLimit: Int
    /// Nanoseconds without traffic and without an open connection, after which a label set is no longer shown.
    public var silence: UInt64

    public init(labels: [FlowLabel] = FlowLabel.usual, seriesLimit: Int = 1000, silence: UInt64 = 3_600_000_000_000) {
        var seen: Set<FlowLabel> = []
        let once = labels.filter { seen.insert($0).inserted }
        self.labels = once.isEmpty ? FlowLabel.usual : once
        self.seriesLimit = max(0, seriesLimit)
        self.silence = silence
    }
}
