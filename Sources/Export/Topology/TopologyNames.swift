import Traffic

/// What the formats call the nodes of one graph, and what they say of its edges.
struct TopologyNames {
    private let nodes: [String: TopologyNode]
    /// Names of several nodes of one level: their hosts tell them apart.
    private let common: Set<String>
    /// Nanoseconds.
    private let interval: UInt64

    init(_ graph: TopologyGraph) {
        nodes = Dictionary(graph.nodes.map { ($0.id, $0) }) { first, _ in first }
        interval = graph.interval
        var seen: Set<String> = []
        common = Set(graph.nodes.filter { !seen.insert("\($0.level) \($0.name)").inserted }.map(\.name))
    }

    subscript(id: String) -> TopologyNode? { nodes[id] }

    /// `shop/web`, or `shop/web (node-2)` where there is another of that name.
    func title(_ id: String) -> String {
        guard let node = nodes[id] else { return Self.rest(of: id) }
        guard common.contains(node.name), let host = node.host else { return Self.title(node) }
        return "\(Self.title(node)) (\(host))"
    }

    /// `~` behind the name: it only says so itself.
    static func title(_ node: TopologyNode) -> String { node.isHint ? node.name + "~" : node.name }

    /// Of who has no node: what is behind the level in its id.
    private static func rest(of id: String) -> String { String(id.split(separator: ":", maxSplits: 1).last ?? "–") }

    /// Per second; nil where the stretch has no length.
    func rate(_ count: Int64) -> Double? { interval == 0 ? nil : Double(max(0, count)) * 1e9 / Double(interval) }

    /// `:80`, or the path of a unix socket.
    static func service(_ key: TopologyEdge.Key) -> String {
        if key.transport == .unix { return key.path.map { "unix:\($0)" } ?? "unix" }
        return key.port == 0 ? "" : ":\(key.port)"
    }
}

/// How an edge is known, where that is not first-hand and whole: a mark behind its name.
enum TopologyMark: String, CaseIterable {
    case guessed = "~"
    case older = "?"
    case partial = "…"
    case oneEnd = "½"
    case stale = "†"

    var meaning: String {
        switch self {
        case .guessed: "who connected was concluded"
        case .older: "older than the capture"
        case .partial: "records lost: times are a part"
        case .oneEnd: "seen from one end"
        case .stale: "not heard of lately"
        }
    }
}

extension TopologyEdge {
    var marks: [TopologyMark] {
        TopologyMark.allCases.filter { mark in
            switch mark {
            case .guessed: isGuessed
            case .older: isOlder
            case .partial: isPartial
            case .oneEnd: observed != .both
            case .stale: isStale
            }
        }
    }
}
