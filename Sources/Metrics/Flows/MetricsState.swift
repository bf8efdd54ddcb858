import Events
import Export
import Traffic

/// Everything behind the lock: the snapshot that readers get, and what finds the way in it.
struct MetricsState {
    var snapshot: MetricsSnapshot
    private var series: SeriesTable
    private var endpoints: EndpointTable
    private var lastSweep: UInt64?
    private let silence: UInt64
    private let limit: Int

    /// Nanoseconds between looks at what has fallen silent.
    private static let sweepInterval: UInt64 = 30_000_000_000

    init(_ options: MetricsOptions, start: UInt64) {
        snapshot = MetricsSnapshot(labels: options.labels, start: start, seriesLimit: options.seriesLimit)
        series = SeriesTable(options)
        endpoints = EndpointTable(limit: options.seriesLimit)
        (silence, limit) = (options.silence, options.seriesLimit)
    }

    mutating func record(_ flows: [(FlowReport, FlowLabels)], at time: MonotonicTime, _ naming: Naming) {
        let began = snapshot.time
        snapshot.time = naming.clock.unixNanoseconds(time)
        snapshot.host = naming.host
        for place in snapshot.series.indices { snapshot.series[place].active = 0 }
        for (report, labels) in flows {
            let place = series.place(of: labels, &snapshot, began: began, at: time.nanoseconds)
            snapshot.series[place].add(report)
            endpoints.note(report, labels.server, naming.host, at: time.nanoseconds)
        }
        if time.nanoseconds >= (lastSweep ?? 0).saturated(adding: min(Self.sweepInterval, silence)) || lastSweep == nil {
            lastSweep = time.nanoseconds
            series.retire(&snapshot, silence: silence, at: time.nanoseconds)
            endpoints.retire(silence: silence, at: time.nanoseconds)
        }
        if let points = endpoints.changedPoints() { snapshot.endpoints = points }
        snapshot.endpointsLeftOut = endpoints.leftOut
    }

    var saved: SavedMetrics { SavedMetrics(snapshot, isAnonymous: series.isAnonymous) }

    /// Before the first tick. Other labels than these cannot be gone on with.
    mutating func resume(_ saved: SavedMetrics, at time: UInt64) -> Bool {
        guard saved.labels == snapshot.labels, snapshot.sets.isEmpty else { return false }
        for entry in saved.entries { series.resume(entry, &snapshot, at: time) }
        return true
    }

    mutating func take(_ resources: ResourceTable) {
        snapshot.resources = resources.points
        snapshot.resourcesLeftOut = resources.leftOut
    }

    mutating func take(_ addresses: [IPAddress], of host: String) {
        snapshot.hostAddresses = Set(addresses).filter { !$0.isLoopback && !$0.isUnspecified }.map(\.description).sorted().prefix(limit).map {
            MetricPoint(labels: [("address", $0), ("host", LabelText.safe(host))], value: .integer(1))
        }
    }
}
