import Events
import Terminal
import Traffic

/// The nodes of a graph by id, and what they are part of.
struct Lineage: Sendable {
    private let nodes: [String: TopologyNode]
    private let isOfSeveralHosts: Bool
    /// Of processes that are called the same on several hosts: those hosts are part of the name.
    private var homes: [String: Set<String>] = [:]

    init(_ graph: TopologyGraph) {
        nodes = Dictionary(graph.nodes.map { ($0.id, $0) }) { first, _ in first }
        isOfSeveralHosts = graph.sources.count > 1
        if !isOfSeveralHosts { return }
        for node in graph.nodes where node.level == .process {
            if let whole = whole(of: node), let host = node.host { homes[whole.id + " " + node.name, default: []].insert(host) }
        }
    }

    subscript(_ id: String) -> TopologyNode? { nodes[id] }

    /// It is the other, or a part of it.
    func isWithin(_ id: String, _ whole: String) -> Bool { id == whole || nodes[id]?.parents.contains(whole) == true }

    /// The nearest of a level that it is part of.
    func parent(_ level: TopologyNode.Level, of node: TopologyNode) -> TopologyNode? {
        node.parents.lazy.compactMap { nodes[$0] }.first { $0.level == level }
    }

    /// Of the machinery, itself or as a part.
    func isSystem(_ id: String) -> Bool {
        guard let node = nodes[id] else { return false }
        return node.isSystem || node.parents.contains { nodes[$0]?.isSystem == true }
    }

    /// `shop/web (nginx)`: processes after what they are part of, where that has a name; `shop/web@node-2 (nginx)` where it is on several hosts.
    func title(_ id: String) -> String {
        guard let node = nodes[id], node.level == .process, whole(of: node) != nil else { return shortTitle(id, isHostTold: true) }
        return "\(shortTitle(id)) (\(node.name))"
    }

    /// Where there is less room: without the program in parentheses.
    func shortTitle(_ id: String) -> String { shortTitle(id, isHostTold: false) }

    private func shortTitle(_ id: String, isHostTold: Bool) -> String {
        guard let node = nodes[id], node.level == .process else { return name(id) }
        if let whole = whole(of: node) {
            let isOnSeveral = homes[whole.id + " " + node.name]?.count ?? 0 > 1
            return isOnSeveral ? "\(whole.name)@\(node.host ?? "")" : whole.name
        }
        if isHostTold, isOfSeveralHosts, let host = node.host { return "\(host): \(node.name)" }
        return node.name
    }

    private func whole(of process: TopologyNode) -> TopologyNode? { parent(.app, of: process) ?? parent(.container, of: process) }

    func name(_ id: String) -> String { nodes[id]?.name ?? Self.bareName(id) }

    /// An id without its level: what is left to say of a node that nobody tells of.
    private static func bareName(_ id: String) -> String {
        let name = id.drop { $0 != ":" }.dropFirst()
        return name.isEmpty ? id : String(name)
    }
}

extension TopologyEdge.Key {
    /// ` :80`, ` /run/docker.sock`.
    var service: String {
        if let path { return " \(path)" }
        return port == 0 ? "" : " :\(port)"
    }

    var transportName: String {
        switch transport {
        case .tcp: "tcp"
        case .udp: "udp"
        case .unix: "unix"
        }
    }
}

extension FlowCounters {
    /// As `weir live` counts errors.
    var failures: Int64 { errors &+ unanswered &+ failed }
}
