import Terminal
import Traffic

/// What stands at an edge where there is little room: `:80 8.1k/s 412 µs`.
struct TopologyLabel {
    private let edge: TopologyEdge
    private let names: TopologyNames

    init(_ edge: TopologyEdge, _ names: TopologyNames) {
        (self.edge, self.names) = (edge, names)
    }

    var text: String {
        var parts = [TopologyNames.service(edge.key)]
        if edge.counters.requests > 0 { parts.append(Quantity.rate(names.rate(edge.counters.requests)) + "/s") }
        if let median = edge.times.request.quantile(0.5) { parts.append(Quantity.duration(median)) }
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// All that is known, for whoever points at it.
    var details: String {
        let times = LatencyHistogram(edge.times.request)
        let split = [("network", edge.times.network?.mean), ("queue", edge.times.queue.mean), ("server", edge.times.server.mean)]
            .compactMap { name, time in time.map { "\(name) \(Quantity.duration($0))" } }
        let facts = [
            "\(names.title(edge.key.client)) → \(names.title(edge.key.server)) \(TopologyNames.service(edge.key))", edge.protocolName,
            "\(Quantity.count(UInt64(clamping: edge.counters.requests))) requests, \(Quantity.count(UInt64(clamping: edge.counters.errors))) errors",
            times.isEmpty ? nil : "p50 \(Quantity.duration(times.quantile(0.5))), p99 \(Quantity.duration(times.quantile(0.99)))",
            split.isEmpty ? nil : split.joined(separator: " + "),
            edge.marks.isEmpty ? nil : edge.marks.map(\.meaning).joined(separator: ", "),
        ]
        return facts.compactMap { $0 }.joined(separator: "\n")
    }

    var hasErrors: Bool { errorShare > 0 }

    /// Of all that was tried, 0 to 1.
    var errorShare: Double {
        let failed = Double(max(0, edge.counters.errors)) + Double(max(0, edge.counters.unanswered)) + Double(max(0, edge.counters.failed))
        let tried = Double(max(0, edge.counters.requests)) + Double(max(0, edge.counters.unanswered)) + Double(max(0, edge.counters.failed))
        return failed > 0 ? min(1, failed / max(tried, failed)) : 0
    }

    /// 1 to 5, a step for each power of ten of requests (or megabytes) a second; with one decimal.
    var width: Double {
        var (weight, width) = ((names.rate(1) ?? 0) * edge.weight, 1.0)
        while weight >= 1, width < 5 {
            weight /= 10
            width += 0.8
        }
        return (min(width, 5) * 10).rounded() / 10
    }
}
