/// How a node, or everything, fared over the time that a history reaches back: what sparklines are drawn of. One value a step, oldest
/// first, nil where nothing is known.
public struct TopologySeries: Sendable {
    /// Ends of the steps, nanoseconds since 1970, and their usual length.
    public private(set) var times: [UInt64] = []
    public let step: UInt64
    public private(set) var requestsPerSecond: [Double] = []
    public private(set) var errorsPerSecond: [Double] = []
    /// Nanoseconds, of what was asked of it; of a client that nobody asks, of what it asked.
    public private(set) var p50: [UInt64?] = []
    public private(set) var p99: [UInt64?] = []
    public private(set) var lost: [UInt64?] = []
    public private(set) var metrics: [NodeMetric: [Double?]] = [:]

    /// Of a node at any level, or of all hosts in it.
    public init(of history: TopologyHistory, node: String? = nil) {
        step = history.limits.step
        history.forEachStep { report in add(report, node) }
    }

    private mutating func add(_ report: HostReport, _ node: String?) {
        let members = node.map { report.members(of: $0) }
        let edges = report.edges.filter { members?.contains($0.key.server) ?? true }
        let asked = members.map { members in edges.isEmpty ? report.edges.filter { members.contains($0.key.client) } : edges } ?? edges
        let seconds = Double(max(report.interval, 1)) / 1e9
        var times = SparseHistogram()
        for edge in asked { times.merge(edge.times.request) }
        self.times.append(report.time)
        requestsPerSecond.append(Double(asked.reduce(0) { $0 &+ $1.counters.requests }) / seconds)
        errorsPerSecond.append(Double(asked.reduce(0) { $0 &+ $1.counters.errors }) / seconds)
        p50.append(times.quantile(0.5))
        p99.append(times.quantile(0.99))
        lost.append(report.lost)
        addMetrics(node.map { report.metrics(of: $0) } ?? report.nodes.first { $0.level == .host }?.metrics ?? [:])
    }

    private mutating func addMetrics(_ values: [NodeMetric: Double]) {
        for metric in Set(metrics.keys).union(values.keys) {
            let missing = times.count - 1 - (metrics[metric]?.count ?? 0)
            metrics[metric, default: []].append(contentsOf: [Double?](repeating: nil, count: missing))
            metrics[metric]?.append(values[metric])
        }
    }
}

extension HostReport {
    /// What a node uses; of an app, which is not measured as such, what its containers use together, or else its processes.
    func metrics(of id: String) -> [NodeMetric: Double] {
        guard let node = nodes.first(where: { $0.id == id }) else { return [:] }
        if !node.metrics.isEmpty || node.level != .app { return node.metrics }
        for level in [TopologyNode.Level.container, .process] {
            let parts = nodes.filter { $0.level == level && $0.parents.contains(id) && !$0.metrics.isEmpty }
            if parts.isEmpty { continue }
            return parts.reduce(into: [:]) { $0.merge($1.metrics.filter { $0.key.isAdditive }) { $0 + $1 } }
        }
        return [:]
    }

    /// The leaves of a node: itself, and everybody who has it above.
    func members(of node: String) -> Set<String> {
        var members: Set<String> = [node]
        for other in nodes where other.parents.contains(node) { members.insert(other.id) }
        return members
    }
}
