import Traffic

/// What passes through a node: as a server, as a client. Sums over the edges of a graph.
struct NodeTotals: Sendable {
    /// Requests that it answered.
    var served: Int64 = 0
    var failures: Int64 = 0
    /// Somebody connects to it.
    var isServer = false
    /// Requests that it made.
    var made: Int64 = 0
    var isClient = false
    var received: Int64 = 0
    var sent: Int64 = 0
    var connections = 0

    /// Of all nodes that are ends of edges, or that have such parts.
    static func all(_ graph: TopologyGraph, _ lineage: Lineage) -> [String: NodeTotals] {
        var all: [String: NodeTotals] = [:]
        for edge in graph.edges {
            let servers = [edge.key.server] + (lineage[edge.key.server]?.parents ?? [])
            let clients = [edge.key.client] + (lineage[edge.key.client]?.parents ?? [])
            for id in servers { all[id, default: NodeTotals()].serve(edge) }
            // What both ends are part of has this connection once.
            for id in clients { all[id, default: NodeTotals()].call(edge, isServerToo: servers.contains(id)) }
        }
        return all
    }

    /// How long the requests took that nodes answered. Dearer than the sums: only for those who show it.
    static func times(_ graph: TopologyGraph, _ lineage: Lineage) -> [String: SparseHistogram] {
        var all: [String: SparseHistogram] = [:]
        for edge in graph.edges where !edge.times.request.isEmpty {
            for id in [edge.key.server] + (lineage[edge.key.server]?.parents ?? []) {
                all[id, default: SparseHistogram()].merge(edge.times.request)
            }
        }
        return all
    }

    private mutating func serve(_ edge: TopologyEdge) {
        isServer = true
        served &+= edge.counters.requests
        failures &+= edge.counters.failures
        received &+= edge.counters.sent
        sent &+= edge.counters.received
        connections &+= edge.active
    }

    private mutating func call(_ edge: TopologyEdge, isServerToo: Bool) {
        isClient = true
        made &+= edge.counters.requests
        if isServerToo { return }
        received &+= edge.counters.received
        sent &+= edge.counters.sent
        connections &+= edge.active
    }
}
