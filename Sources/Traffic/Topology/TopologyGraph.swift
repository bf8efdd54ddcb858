/// Nodes and edges as they are drawn: derived from what hosts report, never merged itself.
public struct TopologyGraph: Hashable, Sendable {
    /// The end of the stretch that the edges are of, nanoseconds since 1970, and its length.
    public var time: UInt64
    public var interval: UInt64
    /// Who told, without their nodes and edges.
    public var sources: [HostReport]
    /// In the order of their ids; no id twice.
    public var nodes: [TopologyNode]
    /// In the order of their keys; no key twice.
    public var edges: [TopologyEdge]

    public init(time: UInt64, interval: UInt64, sources: [HostReport], nodes: [TopologyNode], edges: [TopologyEdge]) {
        self.time = time
        self.interval = interval
        self.sources = sources
        self.nodes = nodes
        self.edges = edges
    }
}
