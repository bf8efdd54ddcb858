extension ExpositionWriter {
    /// Families in an order that never changes; within one, label sets as they came.
    mutating func write(_ snapshot: MetricsSnapshot) {
        let seriesCount = snapshot.flowSeriesCount
        reserve(seriesCount * 200 + 1 << 16)
        if !snapshot.series.isEmpty {
            for family in FlowFamily.all where snapshot.series.contains(where: family.isShown) { counters(family, snapshot) }
            for family in FlowHistogram.all where snapshot.series.contains(where: { !family.tally($0).isEmpty }) {
                histograms(family, snapshot)
            }
        }
        for points in snapshot.otherPoints(flowSeriesCount: seriesCount) { self.points(points) }
    }
}
