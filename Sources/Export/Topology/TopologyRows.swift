import Traffic

/// Which edges stand below which node.
struct TopologyRows {
    private static let order: [TopologyNode.Level] = [.app, .container, .process, .host, .external]

    struct Place {
        var edge: Int
        var isInbound: Bool
    }

    private(set) var nodes: [(node: TopologyNode, edges: Int)] = []
    private(set) var places: [Place] = []

    /// The busiest edges first.
    init(_ graph: TopologyGraph) {
        var (inbound, outbound): ([String: [Int]], [String: [Int]]) = ([:], [:])
        for (index, edge) in graph.edges.enumerated() {
            inbound[edge.key.server, default: []].append(index)
            outbound[edge.key.client, default: []].append(index)
        }
        let parents = Set(graph.nodes.flatMap(\.parents))
        func busiest(_ indices: [Int]?) -> [Int] {
            (indices ?? []).sorted { (graph.edges[$1].weight, $0) < (graph.edges[$0].weight, $1) }
        }
        for level in Self.order {
            for node in graph.nodes.filter({ $0.level == level }).sorted(by: { ($0.name, $0.id) < ($1.name, $1.id) }) {
                let found = busiest(inbound[node.id]).map { Place(edge: $0, isInbound: true) }
                    + busiest(outbound[node.id]).map { Place(edge: $0, isInbound: false) }
                if found.isEmpty, parents.contains(node.id), node.use.isEmpty { continue } // it stands for those that it holds
                nodes.append((node, found.count))
                places += found
            }
        }
    }
}

extension TopologyEdge {
    /// How much goes on, for order and for width of lines: requests, else bytes.
    var weight: Double { Double(max(0, counters.requests)) + Double(max(0, counters.sent &+ counters.received)) / 1e6 }
}
