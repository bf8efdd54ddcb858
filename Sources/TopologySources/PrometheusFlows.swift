import Events
import Traffic

/// One half of a flow, or all of it where both ends are on one host.
struct PrometheusHalf {
    var host: String
    var client: PrometheusEnd
    var server: PrometheusEnd
    var edge: TopologyEdge

    var isClientHere: Bool { edge.observed.contains(.client) }
    var isServerHere: Bool { edge.observed.contains(.server) }
}

/// Series of flows, put together by their labels.
struct PrometheusFlows {
    private struct Key: Hashable {
        var host, client, clientKind, server, serverKind, port, protocolName, transport, observed: String
    }

    private struct Numbers {
        var counters = FlowCounters()
        var active = 0.0
        var histograms: [PrometheusQueries.Histogram: PrometheusHistogram] = [:]
    }

    private var flows: [Key: Numbers] = [:]

    init(_ answers: PrometheusAssembly.Answers, _ hosts: PrometheusHosts) {
        for (kind, samples) in answers {
            if [.hostAddresses, .endpoints, .resources, .down, .started, .lost].contains(kind) { continue }
            for sample in samples {
                Self.add(sample, kind, &flows[Self.key(sample, hosts), default: Numbers()])
            }
        }
    }

    private static func key(_ sample: PrometheusReply.Sample, _ hosts: PrometheusHosts) -> Key {
        Key(
            host: hosts.name(sample), client: sample["client"], clientKind: sample["client_kind"], server: sample["server"],
            serverKind: sample["server_kind"], port: sample["port"], protocolName: sample["protocol"], transport: sample["transport"],
            observed: sample["observed"])
    }

    private static func add(_ sample: PrometheusReply.Sample, _ kind: PrometheusQueries.Kind, _ numbers: inout Numbers) {
        let count = PrometheusNumber.signed(sample.value)
        switch kind {
        case .requests: numbers.counters.requests &+= count
        case .errors: numbers.counters.errors &+= count
        case .unanswered: numbers.counters.unanswered &+= count
        case .retransmits: numbers.counters.retransmits &+= count
        case .resets: numbers.counters.resets &+= count
        case .bytes:
            if sample["direction"] == "sent" { numbers.counters.sent &+= count } else { numbers.counters.received &+= count }
        case .connections:
            switch sample["result"] {
            case "opened": numbers.counters.opened &+= count
            case "closed": numbers.counters.closed &+= count
            default: numbers.counters.failed &+= count
            }
        case .active: numbers.active += max(0, sample.value)
        case .buckets(let histogram):
            guard let bound = PrometheusHistogram.bound(sample["le"]) else { return }
            numbers.histograms[histogram, default: .init()].add(bound, max(0, sample.value))
        case .sum(let histogram): numbers.histograms[histogram, default: .init()].sum += max(0, sample.value)
        case .count(let histogram): numbers.histograms[histogram, default: .init()].count += max(0, sample.value)
        case .lost, .down, .started, .hostAddresses, .endpoints, .resources: break
        }
    }

    private struct Place: Hashable {
        var host: String
        var key: TopologyEdge.Key
        var observed: Observation
    }

    /// Those in which anything happened, or a connection is open, whatever was spoken in them. In an order that lasts.
    var halves: [PrometheusHalf] {
        var halves: [Place: PrometheusHalf] = [:]
        for (key, numbers) in flows.sorted(by: { $0.key.protocolName > $1.key.protocolName }) {
            let half = Self.half(key, numbers)
            if half.edge.counters.isZero, half.edge.active == 0 { continue }
            let place = Place(host: half.host, key: half.edge.key, observed: half.edge.observed)
            if halves[place] == nil { halves[place] = half } else { halves[place]!.edge.merge(half.edge) }
        }
        return halves.values.sorted { ($0.host, $0.edge.key, $0.edge.observed.rawValue) < ($1.host, $1.edge.key, $1.edge.observed.rawValue) }
    }

    private static func half(_ key: Key, _ numbers: Numbers) -> PrometheusHalf {
        let observed = self.observed(key.observed)
        let client = PrometheusEnd(key.client, kind: key.clientKind, host: observed.contains(.client) ? key.host : nil)
        let server = PrometheusEnd(key.server, kind: key.serverKind, host: observed.contains(.server) ? key.host : nil)
        let transport: ConnectionEvent.Transport = key.transport == "udp" ? .udp : key.transport == "unix" ? .unix : .tcp
        let port = UInt16(key.port) ?? 0
        var edge = TopologyEdge(key: .init(client: client.id, server: server.id, transport: transport, port: port), observed: observed)
        edge.protocolName = key.protocolName.isEmpty ? nil : key.protocolName
        edge.counters = numbers.counters
        edge.active = Int(PrometheusNumber.signed(numbers.active))
        edge.times.request = numbers.histograms[.request]?.sparse ?? SparseHistogram()
        edge.times.server = numbers.histograms[.server]?.sparse ?? SparseHistogram()
        edge.times.queue = numbers.histograms[.queue]?.sparse ?? SparseHistogram()
        edge.times.connect = numbers.histograms[.connect]?.sparse ?? SparseHistogram()
        edge.clientAddress = client.address
        edge.serverAddress = server.address.map { Endpoint(address: $0, port: port) }
        return PrometheusHalf(host: key.host, client: client, server: server, edge: edge)
    }

    private static func observed(_ text: String) -> Observation {
        switch text {
        case "both": .both
        case "client": .client
        case "server": .server
        default: []
        }
    }
}

extension PrometheusHistogram {
    /// Label sets that were summed up share their bounds.
    fileprivate mutating func add(_ bound: Double, _ count: Double) {
        if let place = buckets.firstIndex(where: { $0.bound == bound }) { buckets[place].count += count } else { buckets.append((bound, count)) }
    }
}
