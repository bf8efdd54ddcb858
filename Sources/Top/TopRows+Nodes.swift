import Traffic

/// Rows out of a snapshot, in no order.
struct TopRows {
    let snapshot: TopSnapshot

    /// The nodes of a tab. Of apps: also what is part of none, so that nothing that runs is missing.
    func nodes(of tab: TopTab) -> [TopRow] {
        rows(snapshot.graph.nodes.filter { belongs($0, to: tab) }, isMixed: tab == .apps).map { row in
            var row = row
            if tab == .apps { row.host = nil }
            return row
        }
    }

    /// The nearest parts of a node: containers, and processes that are in none of them.
    func nodes(inside id: String) -> [TopRow] {
        let level = snapshot.lineage[id]?.level
        let parts = snapshot.graph.nodes.filter { node in
            guard node.id != id, node.parents.contains(id) else { return false }
            return switch node.level {
            case .container: level != .container
            case .process: level == .container || snapshot.lineage.parent(.container, of: node) == nil
            default: false
            }
        }
        return rows(parts, isMixed: true).map { row in
            var row = row
            // Where one is says the rest.
            if level == .container, case .node(let part) = row.item { row.name = snapshot.lineage.name(part) }
            return row
        }
    }

    private func belongs(_ node: TopologyNode, to tab: TopTab) -> Bool {
        switch tab {
        case .flows: false
        case .containers: node.level == .container
        case .hosts: node.level == .host
        case .processes: node.level == .process
        case .apps:
            switch node.level {
            case .app: true
            case .container: snapshot.lineage.parent(.app, of: node) == nil
            case .process: snapshot.lineage.parent(.app, of: node) == nil && snapshot.lineage.parent(.container, of: node) == nil
            default: false
            }
        }
    }

    private func rows(_ nodes: [TopologyNode], isMixed: Bool) -> [TopRow] {
        let times = NodeTotals.times(snapshot.graph, snapshot.lineage)
        let sums = nodes.contains { $0.level == .app } ? appMetrics : [:]
        return nodes.map { node in
            var node = node
            node.metrics.merge(sums[node.id] ?? [:]) { own, _ in own }
            return row(node, times[node.id], isMixed: isMixed)
        }
    }

    /// Of an app what its containers use together, or its processes where they are in none. A sum that lacks a part is none.
    private var appMetrics: [String: [NodeMetric: Double]] {
        var sums: [String: [NodeMetric: Double]] = [:]
        for part in snapshot.graph.nodes {
            let isPart = part.level == .container || part.level == .process && snapshot.lineage.parent(.container, of: part) == nil
            guard isPart, let app = snapshot.lineage.parent(.app, of: part) else { continue }
            if let known = sums[app.id] {
                sums[app.id] = known.reduce(into: [:]) { sum, metric in
                    if let more = part.metrics[metric.key] { sum[metric.key] = metric.value + more }
                }
            } else {
                sums[app.id] = part.metrics.filter { Self.addable.contains($0.key) }
            }
        }
        return sums
    }

    private static let addable: Set<NodeMetric> = [
        .cpuCores, .cpuLimitCores, .memoryBytes, .memoryLimitBytes, .networkReceiveBytesPerSecond, .networkTransmitBytesPerSecond,
    ]

    private func row(_ node: TopologyNode, _ times: SparseHistogram?, isMixed: Bool) -> TopRow {
        var row = TopRow(.node(node.id), name: snapshot.lineage.title(node.id))
        row.isStale = node.isStale
        row.isSystem = snapshot.lineage.isSystem(node.id)
        row.tail = node.isHint ? " ~" : ""
        if isMixed { row.kind = node.facts["app.kind"] ?? node.level.rawValue }
        if snapshot.graph.sources.count > 1, node.level != .host { row.host = node.host }
        row.search = [node.id, node.host ?? ""] + node.facts.values + node.labels.map { "\($0.key)=\($0.value)" }
        row.figures = figures(node)
        if let times { row.figures.times = times }
        return row
    }

    private func figures(_ node: TopologyNode) -> TopFigures {
        var figures = TopFigures()
        if let totals = snapshot.totals[node.id] { figures.take(totals, snapshot) }
        figures.cpu = node.metrics[.cpuCores]
        figures.cpuLimit = node.metrics[.cpuLimitCores]
        figures.memory = node.metrics[.memoryBytes]
        figures.memoryLimit = node.metrics[.memoryLimitBytes]
        // What the node itself counts is more than what is seen of its connections.
        figures.received = node.metrics[.networkReceiveBytesPerSecond] ?? figures.received
        figures.sent = node.metrics[.networkTransmitBytesPerSecond] ?? figures.sent
        return figures
    }
}

extension TopFigures {
    fileprivate mutating func take(_ totals: NodeTotals, _ snapshot: TopSnapshot) {
        if totals.isServer {
            requests = snapshot.perSecond(totals.served)
            errors = totals.failures
        }
        if totals.isClient { calls = snapshot.perSecond(totals.made) }
        received = snapshot.perSecond(totals.received)
        sent = snapshot.perSecond(totals.sent)
        connections = totals.connections
    }
}
