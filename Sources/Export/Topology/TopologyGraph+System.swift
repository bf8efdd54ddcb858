public import Traffic

extension TopologyGraph {
    /// Without the machinery (weir itself, engines, agents of the cluster) and whatever it says or hears.
    public var withoutSystem: TopologyGraph {
        let system = Set(nodes.lazy.filter(\.isSystem).map(\.id))
        var graph = self
        graph.edges.removeAll { system.contains($0.key.client) || system.contains($0.key.server) }
        var ends: Set<String> = []
        for edge in graph.edges { ends.formUnion([edge.key.client, edge.key.server]) }
        graph.nodes.removeAll { system.contains($0.id) || $0.level == .external && !ends.contains($0.id) }
        return graph
    }
}
