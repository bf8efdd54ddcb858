import Events
import Traffic

/// Reports by hand: hosts 10.0.0.1, 10.0.0.2…, programs on them, halves of what they say to each other.
struct TopologyScene {
    var reports: [HostReport] = []

    mutating func host(_ number: Int, time: UInt64 = 100) -> Int {
        var report = HostReport(host: "node-\(number)", time: time * 1_000_000_000, interval: 10_000_000_000, started: 1)
        report.addresses = [.host(number)]
        report.nodes = [TopologyNode(id: "host:node-\(number)", level: .host, name: "node-\(number)", host: "node-\(number)")]
        reports.append(report)
        return reports.count - 1
    }

    @discardableResult
    mutating func program(_ name: String, on report: Int, app: String? = nil) -> String {
        let host = reports[report].host
        let container = "container:\(host)-\(name)"
        let app = app.map { "app:marathon\($0)" }
        let id = "process:\(host)/\(name)/\(name)"
        reports[report].add(TopologyNode(
            id: id, level: .process, name: name, parents: [container, app, "host:\(host)"].compactMap(\.self), host: host))
        reports[report].add(TopologyNode(
            id: container, level: .container, name: name, parents: [app, "host:\(host)"].compactMap(\.self), host: host))
        if let app { reports[report].add(TopologyNode(id: app, level: .app, name: app)) }
        return id
    }

    /// A client's half; `links` are ids, one request of `time` on each.
    mutating func asks(
        _ client: String, on report: Int, _ server: Endpoint, links: [UInt64] = [], requests: Int = 1, time: UInt64 = 1_000_000,
        from address: IPAddress? = nil
    ) {
        let outside = "external:\(server.address)"
        reports[report].add(TopologyNode(id: outside, level: .external, name: "\(server.address)"))
        var edge = TopologyEdge(
            key: .init(client: client, server: outside, transport: .tcp, port: server.port), observed: .client)
        edge.serverAddress = server
        edge.clientAddress = address ?? reports[report].addresses.first
        edge.fill(links, requests, time)
        reports[report].edges.append(edge)
    }

    /// A server's half, as from one address.
    mutating func answers(
        _ server: String, on report: Int, at endpoint: Endpoint, from client: IPAddress, links: [UInt64] = [], requests: Int = 1,
        time: UInt64 = 600_000, queue: UInt64 = 100_000
    ) {
        let outside = "external:\(client)"
        reports[report].add(TopologyNode(id: outside, level: .external, name: "\(client)"))
        var edge = TopologyEdge(
            key: .init(client: outside, server: server, transport: .tcp, port: endpoint.port), observed: .server)
        edge.serverAddress = endpoint
        edge.clientAddress = client
        edge.fill(links, requests, time)
        var waits = LatencyHistogram()
        for _ in 0..<requests { waits.record(queue) }
        edge.times.queue = waits.sparse
        reports[report].edges.append(edge)
    }

    var graph: TopologyGraph { TopologyGraph(TopologyView(reports)) }
}

extension HostReport {
    mutating func add(_ node: TopologyNode) {
        if !nodes.contains(where: { $0.id == node.id }) { nodes.append(node) }
    }
}

extension TopologyEdge {
    fileprivate mutating func fill(_ ids: [UInt64], _ requests: Int, _ time: UInt64) {
        counters.requests = Int64(requests)
        counters.sent = Int64(requests) * 10
        var times = LatencyHistogram()
        for _ in 0..<requests { times.record(time) }
        self.times.request = times.sparse
        guard !ids.isEmpty else { return }
        let share = requests / ids.count
        links = LinkSample(ids.map { LinkSample.Link(id: $0, requests: UInt64(share), time: UInt64(share) * time) })
    }
}

extension IPAddress {
    static func host(_ number: Int) -> IPAddress { IPAddress(10, 0, 0, UInt8(number)) }
    static let bridge = IPAddress(172, 17, 0, 2)
}

extension TopologyGraph {
    /// `client > server :port requests`, for reading.
    var lines: [String] { edges.map { "\($0.key.client) > \($0.key.server) :\($0.key.port) \($0.counters.requests)" } }
}
