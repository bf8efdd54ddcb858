import Terminal
import Traffic

/// The numbers of a flow: how long each stage took, and what moved.
struct TopFlowDetails {
    let edge: TopologyEdge
    let snapshot: TopSnapshot

    func lines(_ width: Int) -> [ScreenLine] {
        [known, ScreenLine(), header] + stages + [ScreenLine()] + split + [
            pair("requests", requests, as: edge.counters.failures > 0 ? .error : .normal),
            pair("bytes", "sent \(size(edge.counters.sent))/s, received \(size(edge.counters.received))/s"),
            pair("connections", connections),
            pair("transport", "\(count(edge.counters.retransmits)) retransmits, \(count(edge.counters.resets)) resets"),
        ]
    }

    private var known: ScreenLine {
        let ends =
            switch edge.observed {
            case .both: "seen from both ends"
            case .client: "seen from the client alone"
            case .server: "seen from the server alone"
            default: "connections older than the capture"
            }
        let isPartlyOlder = edge.isOlder && edge.observed != []
        let words = [
            edge.protocolName ?? "", edge.key.transportName, ends, edge.isTranslated ? "address translated on the way" : "",
            edge.isGuessed ? "who connected was concluded" : "", isPartlyOlder ? "some connections older than the capture" : "",
        ]
        var line = ScreenLine(words.filter { !$0.isEmpty }.joined(separator: " · "))
        if edge.isPartial { line.add(" · records lost, times are a part", as: .warning) }
        if edge.isStale { line.add(" · stale", as: .warning) }
        return line
    }

    private var header: ScreenLine {
        ScreenLine(Self.row("", ["MEAN", "P50", "P90", "P99", "MAX", "COUNT"]), as: .normal, .dim)
    }

    private var stages: [ScreenLine] {
        let times = edge.times
        let stages = [
            ("request", times.request), ("first byte", times.firstByte), ("connect", times.connect), ("queue", times.queue), ("server", times.server),
        ]
        let network = [Quantity.duration(times.network?.mean)] + Array(repeating: Quantity.unknown, count: 4)
        return stages.map { ScreenLine(Self.row($0, Self.cells($1))) }
            + [ScreenLine(Self.row("network", network + [Quantity.count(times.network?.requests)]))]
    }

    private static func cells(_ times: SparseHistogram) -> [String] {
        let durations = [times.mean, times.quantile(0.5), times.quantile(0.9), times.quantile(0.99), times.isEmpty ? nil : times.max]
        return durations.map(Quantity.duration) + [Quantity.count(times.isEmpty ? nil : times.count)]
    }

    /// `client 288 µs = network 40 µs + queue 9 µs + server 239 µs`, by means; only what both ends tell adds up.
    private var split: [ScreenLine] {
        guard let client = edge.times.request.mean, let server = edge.times.server.mean else { return [] }
        let network = Quantity.duration(edge.times.network?.mean)
        let queue = Quantity.duration(edge.times.queue.mean)
        var line = ScreenLine("client \(Quantity.duration(client))", .bold)
        line.add(" = network \(network) + queue \(queue) + server \(Quantity.duration(server))")
        return [line, ScreenLine()]
    }

    private var requests: String {
        let counters = edge.counters
        return "\(Quantity.rate(snapshot.perSecond(counters.requests)))/s, \(count(counters.errors)) errors, "
            + "\(count(counters.unanswered)) unanswered"
    }

    private var connections: String {
        let counters = edge.counters
        return "\(Quantity.count(UInt64(max(edge.active, 0)))) open, \(count(counters.opened)) opened, \(count(counters.closed)) closed, "
            + "\(count(counters.failed)) failed"
    }

    private func size(_ bytes: Int64) -> String { Figure.size(snapshot.perSecond(bytes)) }
    private func count(_ number: Int64) -> String { Quantity.count(UInt64(max(number, 0))) }

    private static func row(_ name: String, _ cells: [String]) -> String {
        Text.padded(name, to: 12) + cells.map { Text.padded($0, to: 9, .right) }.joined()
    }

    private func pair(_ name: String, _ value: String, as role: TextRole = .normal) -> ScreenLine {
        var line = ScreenLine(Text.padded(name, to: TopDetails.names), .dim)
        line.add(value, as: role)
        return line
    }
}
