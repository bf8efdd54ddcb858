import Events
import Traffic

/// Reports of hosts out of what a store answered.
struct PrometheusAssembly {
    typealias Answers = [PrometheusQueries.Kind: [PrometheusReply.Sample]]

    private let hosts: PrometheusHosts
    private let halves: [PrometheusHalf]
    private let resources: [PrometheusReply.Sample]

    /// `seen`: when each weir was last heard of. `now` in seconds since 1970, `window` in seconds.
    init(seen: [PrometheusReply.Sample], now: Double, window: UInt64, _ answers: Answers) {
        hosts = PrometheusHosts(seen: seen, now: now, window: window, answers)
        halves = PrometheusJoin(PrometheusFlows(answers, hosts).halves, hosts, endpoints: answers[.endpoints] ?? []).halves
        resources = answers[.resources] ?? []
    }

    /// One for each host, in the order of names.
    var reports: [HostReport] {
        var reports = hosts.reports
        var nodes: [String: [String: TopologyNode]] = [:]
        for half in halves where reports[half.host] != nil {
            for (end, isHere) in [(half.client, half.isClientHere), (half.server, half.isServerHere)] {
                if isHere || nodes[half.host]?[end.id] == nil { nodes[half.host, default: [:]][end.id] = end.node(on: isHere ? half.host : nil) }
            }
            reports[half.host]!.add(half.edge)
        }
        for host in reports.keys { nodes[host, default: [:]]["host:\(host)"] = TopologyNode(id: "host:\(host)", level: .host, name: host, host: host) }
        for sample in resources where reports[hosts.name(sample)] != nil { measure(sample, &nodes[hosts.name(sample), default: [:]]) }
        for (host, found) in nodes where reports[host] != nil { reports[host]!.nodes = found.values.sorted { $0.id < $1.id } }
        return reports.values.sorted { $0.host < $1.host }
    }

    private func measure(_ sample: PrometheusReply.Sample, _ nodes: inout [String: TopologyNode]) {
        let host = hosts.name(sample)
        let parts = sample["__name__"].split(separator: "_", maxSplits: 2)
        guard parts.count == 3 else { return }
        let name = parts[2].hasSuffix("_total") ? parts[2].dropLast(6) : parts[2]
        guard let metric = NodeMetric(name: String(name)), sample.value >= 0 else { return }
        if parts[1] == "host" {
            nodes["host:\(host)"]?.metrics[metric] = sample.value
        } else if !sample["container"].isEmpty {
            let end = PrometheusEnd(sample["container"], kind: "container", host: host)
            if nodes[end.id] == nil { nodes[end.id] = end.node(on: host) }
            nodes[end.id]!.metrics[metric] = sample.value
            if !sample["image"].isEmpty { nodes[end.id]!.facts["container.image"] = sample["image"] }
        }
    }
}

extension HostReport {
    /// To the edge of the same key, if there is one.
    fileprivate mutating func add(_ edge: TopologyEdge) {
        if let place = edges.lastIndex(where: { $0.key == edge.key }) { edges[place].merge(edge) } else { edges.append(edge) }
    }
}
