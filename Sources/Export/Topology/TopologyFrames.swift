import Traffic

/// Which nodes stand in whose frame: hosts frame what is on them. What only frames others is no node of its own.
struct TopologyFrames {
    struct Frame {
        var name: String
        var isStale: Bool
        var members: [TopologyNode]
    }

    private(set) var frames: [Frame] = []
    private(set) var outside: [TopologyNode] = []

    /// In the graph's order; ends that have no node get one.
    init(_ graph: TopologyGraph) {
        var ends: Set<String> = []
        for edge in graph.edges { ends.formUnion([edge.key.client, edge.key.server]) }
        let parents = Set(graph.nodes.flatMap(\.parents))
        let drawn = graph.nodes.filter { ends.contains($0.id) || !parents.contains($0.id) }
        let hosts = graph.nodes.filter { $0.level == .host }
        let framing = Set(hosts.map(\.id)).intersection(drawn.compactMap(\.frame))
        var members: [String: [TopologyNode]] = [:]
        for node in drawn {
            let frame = node.level == .host ? node.id : node.frame
            if let frame, framing.contains(frame) { members[frame, default: []].append(node) } else { outside.append(node) }
        }
        for host in hosts where framing.contains(host.id) {
            frames.append(Frame(name: host.name, isStale: host.isStale, members: members[host.id] ?? []))
        }
        for id in ends.subtracting(graph.nodes.map(\.id)).sorted() {
            outside.append(TopologyNode(id: id, level: .external, name: String(id.split(separator: ":", maxSplits: 1).last ?? "–")))
        }
    }
}

extension TopologyNode {
    /// Apps and what is outside are on no host, or on several.
    fileprivate var frame: String? {
        guard level == .container || level == .process else { return nil }
        return parents.last { $0.hasPrefix("host:") } ?? host.map { "host:\($0)" }
    }
}
