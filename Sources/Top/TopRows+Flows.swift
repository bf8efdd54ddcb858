import Traffic

extension TopRows {
    func flows(_ grouping: TopGrouping, of node: String? = nil) -> [TopRow] { snapshot.edges(grouping, of: node).map(row) }

    private func row(_ edge: TopologyEdge) -> TopRow {
        let lineage = snapshot.lineage
        var row = TopRow(.flow(edge.key), name: lineage.title(edge.key.client))
        row.server = lineage.title(edge.key.server)
        row.shortName = lineage.shortTitle(edge.key.client)
        row.shortServer = lineage.shortTitle(edge.key.server)
        row.tail = edge.marks + edge.key.service
        row.protocolName = edge.protocolName ?? edge.key.transportName
        row.isPartial = edge.isPartial
        row.isStale = edge.isStale
        row.isSystem = lineage.isSystem(edge.key.client) || lineage.isSystem(edge.key.server)
        row.search = [edge.key.client, edge.key.server].flatMap { id in [id] + (lineage[id]?.parents.map(lineage.name) ?? []) }
        row.figures.requests = snapshot.perSecond(edge.counters.requests)
        row.figures.errors = edge.counters.failures
        row.figures.times = edge.times.request
        row.figures.queue = edge.times.queue
        row.figures.sent = snapshot.perSecond(edge.counters.sent)
        row.figures.received = snapshot.perSecond(edge.counters.received)
        row.figures.connections = edge.active
        row.figures.retransmits = edge.counters.retransmits
        return row
    }
}

extension TopologyEdge {
    /// As `weir live` has them: concluded, older than the capture.
    var marks: String { (isGuessed ? "~" : "") + (isOlder ? "?" : "") }
}
