/// The last requests that were told.
struct TopRequestLines: Sendable {
    static let most = 1000

    private(set) var lines: [TopRequest] = []

    mutating func add(_ news: [TopRequest]) {
        lines += news.suffix(Self.most)
        // Not at each line: taking away from the front moves all others.
        if lines.count > Self.most * 2 { lines.removeFirst(lines.count - Self.most) }
    }

    mutating func forget() { lines = [] }

    /// Those of a node or a flow, the oldest first.
    func of(_ item: TopItem) -> [TopRequest] {
        lines.filter { line in
            if line.nodes.isEmpty { return true }
            return switch item {
            case .node(let id): line.nodes.contains(id)
            case .flow(let key):
                line.nodes.contains(key.client) && line.nodes.contains(key.server) && (line.port == key.port || line.port == 0 || key.port == 0)
            }
        }
    }
}
