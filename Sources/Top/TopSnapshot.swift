import Traffic

/// An update, and what follows from it for all views.
struct TopSnapshot: Sendable {
    let graph: TopologyGraph
    let status: TopStatus
    let lineage: Lineage
    let totals: [String: NodeTotals]
    var history: TopHistory
    private let grouping: TopGrouping
    /// As they are grouped.
    private let grouped: [TopologyEdge]

    /// `history` is that of the updates before it; of flows it is kept as they are grouped.
    init(_ graph: TopologyGraph, _ status: TopStatus, _ history: TopHistory, _ grouping: TopGrouping) {
        self.graph = graph
        self.status = status
        lineage = Lineage(graph)
        totals = NodeTotals.all(graph, lineage)
        self.history = history
        self.grouping = grouping
        grouped = Self.edges(of: graph, grouping)
        self.history.note(rates)
    }

    /// A count of the interval, per second.
    func perSecond(_ count: Int64) -> Double { Double(max(count, 0)) * 1e9 / Double(max(graph.interval, 1)) }

    /// Edges between ends of a level; those of one node alone, where it is given.
    func edges(_ grouping: TopGrouping, of node: String? = nil) -> [TopologyEdge] {
        if node == nil, grouping == self.grouping { return grouped }
        var graph = graph
        if let node { graph.edges.removeAll { !lineage.isWithin($0.key.client, node) && !lineage.isWithin($0.key.server, node) } }
        return Self.edges(of: graph, grouping)
    }

    private static func edges(of graph: TopologyGraph, _ grouping: TopGrouping) -> [TopologyEdge] {
        grouping == .process ? graph.edges : graph.rolledUp(to: grouping.level).edges
    }

    /// Of nodes whichever is more: what they answer or what they ask.
    private var rates: [TopItem: Float] {
        var rates: [TopItem: Float] = [:]
        for (id, totals) in totals { rates[.node(id)] = Float(perSecond(max(totals.served, totals.made))) }
        for edge in grouped { rates[.flow(edge.key)] = Float(perSecond(edge.counters.requests)) }
        return rates
    }
}
