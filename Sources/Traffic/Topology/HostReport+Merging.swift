extension HostReport {
    /// Adds what the same weir saw next: one stretch from the first's beginning to the second's end.
    public mutating func extend(with next: HostReport) {
        var merged = next.header
        merged.interval = interval.addingSaturated(next.interval)
        merged.lost = lost.map { $0.addingSaturated(next.lost ?? 0) } ?? next.lost
        merged.overflowed = overflowed.addingSaturated(next.overflowed)
        merged.nodes = Self.merged(nodes, next.nodes)
        merged.edges = Self.merged(edges, next.edges)
        self = merged
    }

    /// What is said last of a node is true; of numbers that nobody told again, what was.
    private static func merged(_ nodes: [TopologyNode], _ next: [TopologyNode]) -> [TopologyNode] {
        var places = Dictionary(nodes.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var merged = nodes
        for node in next {
            if let place = places[node.id] {
                let known = merged[place].metrics
                merged[place] = node
                merged[place].metrics.merge(known) { new, _ in new }
            } else {
                places[node.id] = merged.count
                merged.append(node)
            }
        }
        return merged
    }

    /// Open connections are those at the end.
    private static func merged(_ edges: [TopologyEdge], _ next: [TopologyEdge]) -> [TopologyEdge] {
        var places = Dictionary(edges.enumerated().map { ($1.key, $0) }) { first, _ in first }
        var merged = edges
        for place in merged.indices { merged[place].active = 0 }
        for edge in next {
            if let place = places[edge.key] {
                merged[place].merge(edge)
            } else {
                places[edge.key] = merged.count
                merged.append(edge)
            }
        }
        return merged
    }
}
