import Traffic

extension JSONWriter {
    /// Left out without samples.
    mutating func add(_ key: StaticString, _ times: SparseHistogram, _ form: TopologyForm) {
        guard !times.isEmpty else { return }
        let histogram = LatencyHistogram(times)
        object(key) { object in
            object.add("count", times.count)
            object.add(seconds: "mean", times.mean)
            object.add(seconds: "p50", histogram.quantile(0.5))
            object.add(seconds: "p90", histogram.quantile(0.9))
            object.add(seconds: "p99", histogram.quantile(0.99))
            object.add(seconds: "max", times.max)
            guard form != .plain else { return }
            if form == .merge { object.add(seconds: "sum", times.sum) }
            object.list("buckets") { list in
                for entry in times.entries {
                    list.list { pair in
                        pair.element(entry.bucket)
                        pair.element(entry.count)
                    }
                }
            }
        }
    }

    mutating func add(_ network: TopologyEdge.Network?, _ form: TopologyForm) {
        guard let network, form == .merge || network.requests > 0 else { return }
        object("network_time") { object in
            object.add(seconds: "mean", network.mean)
            guard form == .merge else { return }
            object.add("requests", network.requests)
            object.add(seconds: "sum", network.time)
        }
    }
}
