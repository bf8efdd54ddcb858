extension TopologyGraph {
    /// What the reports say together: leaves of all hosts, halves joined, nodes first-hand where their own host tells of them.
    public init(_ view: TopologyView) {
        let reports = view.hosts
        var join = TopologyJoin(reports)
        join.run()
        let edges = join.edges.values.sorted { $0.key < $1.key }
        var ends: Set<String> = []
        for edge in edges {
            ends.insert(edge.key.client)
            ends.insert(edge.key.server)
        }
        var nodes: [String: TopologyNode] = [:]
        for report in reports {
            for var node in report.nodes {
                if node.level == .external, !ends.contains(node.id) { continue } // it has turned out to be somebody
                node.isStale = report.isStale && node.level != .external
                if let known = nodes[node.id], !node.isBetter(than: known, from: report) { continue }
                nodes[node.id] = node
            }
        }
        self.init(
            time: reports.map(\.time).max() ?? 0, interval: reports.map(\.interval).max() ?? 0, sources: reports.map(\.header),
            nodes: nodes.values.sorted { $0.id < $1.id }, edges: edges)
    }

    /// Ends put together by what they have in common at a level. Who has nothing of it stays what it is; what then talks to itself is left out
    /// unless it did so before.
    public func rolledUp(to level: TopologyNode.Level) -> TopologyGraph {
        let known = Dictionary(nodes.map { ($0.id, $0) }) { first, _ in first }
        func top(_ id: String) -> String {
            guard let node = known[id], node.level != level else { return id }
            return node.parents.first { known[$0]?.level == level } ?? id
        }
        var merged: [TopologyEdge.Key: TopologyEdge] = [:]
        for var edge in edges {
            let (client, server) = (top(edge.key.client), top(edge.key.server))
            if client == server, edge.key.client != edge.key.server, level == .host { continue }
            (edge.key.client, edge.key.server) = (client, server)
            if merged[edge.key] == nil { merged[edge.key] = edge } else { merged[edge.key]?.merge(edge) }
        }
        var kept: Set<String> = []
        for key in merged.keys {
            kept.insert(key.client)
            kept.insert(key.server)
        }
        // Their parents frame them.
        for id in kept { kept.formUnion(known[id]?.parents ?? []) }
        let shown = nodes.filter { $0.level == level || kept.contains($0.id) }
        return TopologyGraph(
            time: time, interval: interval, sources: sources, nodes: shown, edges: merged.values.sorted { $0.key < $1.key })
    }
}

extension TopologyNode {
    /// Its own host knows best; of others the one that knows more.
    fileprivate func isBetter(than other: TopologyNode, from report: HostReport) -> Bool {
        if host == report.host, level != .external { return true }
        if other.host != nil, other.host != report.host { return false }
        return (evidence.count, facts.count) > (other.evidence.count, other.facts.count)
    }
}

extension HostReport {
    /// Without nodes and edges.
    public var header: HostReport {
        var header = self
        header.nodes = []
        header.edges = []
        return header
    }
}

extension TopologyEdge.Key: Comparable {
    public static func < (a: Self, b: Self) -> Bool {
        (a.client, a.server, a.port, a.transport.rawValue, a.path ?? "") < (b.client, b.server, b.port, b.transport.rawValue, b.path ?? "")
    }
}
