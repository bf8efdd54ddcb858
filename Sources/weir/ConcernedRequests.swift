import Export
import Traffic

/// Requests that ended lately, by the nodes that somebody watches. Names are looked up once for each flow.
struct ConcernedRequests {
    private let requests: [Request]
    private let naming: Naming
    private var nodes: [FlowKey: Set<String>] = [:]

    init(_ requests: [Request], _ naming: Naming) {
        self.requests = requests
        self.naming = naming
    }

    /// The last `count` that concern all of these nodes, and how many more there were.
    mutating func last(_ count: Int, of watched: [String]) -> (requests: ArraySlice<Request>, leftOut: Int) {
        var concerned = requests
        if !watched.isEmpty { concerned.removeAll { request in !watched.allSatisfy(nodes(of: request.key).contains) } }
        return (concerned.suffix(count), max(concerned.count - count, 0))
    }

    private mutating func nodes(of key: FlowKey) -> Set<String> {
        if let known = nodes[key] { return known }
        let found = naming.nodes(of: key)
        nodes[key] = found
        return found
    }
}
