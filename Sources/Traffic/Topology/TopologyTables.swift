import Events

/// What steps of a history mention, each thing once: nodes with what was last said of them, and who talks to whom.
struct TopologyTables: Sendable {
    private(set) var nodes: [Entry<TopologyNode>] = []
    private(set) var edges: [Entry<Ends>] = []
    private var nodeSlots: [String: Int] = [:]
    private var edgeSlots: [TopologyEdge.Key: Int] = [:]
    private var freeNodes: [Int] = []
    private var freeEdges: [Int] = []

    struct Ends: Sendable {
        var key: TopologyEdge.Key
        var clientAddress: IPAddress?
        var serverAddress: Endpoint?
    }

    struct Entry<Value: Sendable>: Sendable {
        var value: Value
        /// Of the last step that mentions it.
        var lastUsed: UInt64
    }

    mutating func slot(of node: TopologyNode, at time: UInt64) -> Int {
        var bare = node
        bare.metrics = [:]
        if let slot = nodeSlots[node.id] {
            nodes[slot] = Entry(value: bare, lastUsed: time)
            return slot
        }
        let slot = freeNodes.popLast() ?? nodes.count
        if slot == nodes.count { nodes.append(Entry(value: bare, lastUsed: time)) } else { nodes[slot] = Entry(value: bare, lastUsed: time) }
        nodeSlots[node.id] = slot
        return slot
    }

    mutating func slot(of edge: TopologyEdge, at time: UInt64) -> Int {
        let entry = Entry(
            value: Ends(key: edge.key, clientAddress: edge.clientAddress, serverAddress: edge.serverAddress), lastUsed: time)
        if let slot = edgeSlots[edge.key] {
            edges[slot] = entry
            return slot
        }
        let slot = freeEdges.popLast() ?? edges.count
        if slot == edges.count { edges.append(entry) } else { edges[slot] = entry }
        edgeSlots[edge.key] = slot
        return slot
    }

    /// Makes room for others where no step since `oldest` mentions a thing.
    mutating func forget(before oldest: UInt64) {
        for (id, slot) in nodeSlots where nodes[slot].lastUsed < oldest {
            nodeSlots[id] = nil
            nodes[slot].value = TopologyNode(id: "", level: .external, name: "")
            freeNodes.append(slot)
        }
        for (key, slot) in edgeSlots where edges[slot].lastUsed < oldest {
            edgeSlots[key] = nil
            freeEdges.append(slot)
        }
    }

    /// About what they take in memory.
    var bytes: Int { nodeSlots.count * Self.bytesOfNode + edgeSlots.count * Self.bytesOfEdge }

    private static let bytesOfNode = 1024
    private static let bytesOfEdge = 256
}
