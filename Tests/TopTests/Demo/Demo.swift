import Events
public import Top
public import Traffic

/// A small shop on two hosts, the same each time but for the step: what tests look at and people can play with.
public enum Demo {
    public static func graph(step: Int = 0) -> TopologyGraph {
        var first = HostReport(host: "node-1", time: 1_000_000_000, interval: 2_000_000_000, started: 1)
        first.lost = 0
        var second = first
        second.host = "node-2"
        return TopologyGraph(
            time: 1_000_000_000, interval: 2_000_000_000, sources: [first, second], nodes: nodes.sorted { $0.id < $1.id },
            edges: edges(step).sorted { $0.key < $1.key })
    }

    public static func status(step: Int = 0) -> TopStatus {
        var status = TopStatus(source: "demo", clock: "09:00:\(step % 60 < 10 ? "0" : "")\(step % 60)")
        (status.eventsPerSecond, status.ownProcessors, status.ownBytes) = (48_600, 0.009, 31_000_000)
        return status
    }

    private static var nodes: [TopologyNode] {
        var nodes = [host("node-1", cpu: 1.2), host("node-2", cpu: 0.4)]
        nodes += part(of: "/shop/web", container: "web.1", process: "nginx", on: "node-1", memory: 210_000_000)
        nodes += part(of: "/shop/api", container: "api.1", process: "api", on: "node-1", memory: 480_000_000)
        nodes += part(of: "/shop/api", container: "api.2", process: "api", on: "node-2", memory: 350_000_000)
        nodes += part(of: "/shop/redis", container: "redis.1", process: "redis-server", on: "node-2", memory: 90_000_000)
        for app in ["/shop/web", "/shop/api", "/shop/redis"] {
            nodes.append(
                TopologyNode(
                    id: "app:marathon\(app)", level: .app, name: String(app.dropFirst()), facts: ["app.id": app, "app.kind": "marathon"]))
        }
        nodes.append(TopologyNode(id: "process:node-1/user.slice/wrk", level: .process, name: "wrk", parents: ["host:node-1"], host: "node-1"))
        var weir = TopologyNode(id: "process:node-1/weir.service/weir", level: .process, name: "weir", parents: ["host:node-1"], host: "node-1")
        weir.isSystem = true
        nodes += [weir, TopologyNode(id: "external:10.0.7.12", level: .external, name: "10.0.7.12")]
        return nodes
    }

    private static func host(_ name: String, cpu: Double) -> TopologyNode {
        var node = TopologyNode(id: "host:\(name)", level: .host, name: name, host: name, evidence: ["weir"])
        node.metrics = [.cpuCores: cpu, .cpuLimitCores: 4, .memoryBytes: 2e9, .memoryLimitBytes: 8e9, .load1: 0.7]
        return node
    }

    private static func part(of app: String, container: String, process: String, on host: String, memory: Double) -> [TopologyNode] {
        let parents = ["app:marathon\(app)", "host:\(host)"]
        var box = TopologyNode(
            id: "container:\(container)", level: .container, name: container, parents: parents, host: host,
            facts: ["container.image": "shop\(app.dropFirst(5)):7", "task.name": container], labels: ["team": "shop"], evidence: ["cgroup", "docker"])
        box.metrics = [.cpuCores: 0.31, .cpuLimitCores: 0.5, .memoryBytes: memory, .memoryLimitBytes: 512_000_000]
        let program = TopologyNode(
            id: "process:\(host)/\(container)/\(process)", level: .process, name: process, parents: [box.id] + parents, host: host,
            facts: ["process.name": process], evidence: ["kernel"])
        return [box, program]
    }

    private static func edges(_ step: Int) -> [TopologyEdge] {
        let wrk = "process:node-1/user.slice/wrk"
        let web = "process:node-1/web.1/nginx"
        let apis = ["process:node-1/api.1/api", "process:node-2/api.2/api"]
        let redis = "process:node-2/redis.1/redis-server"
        var edges = [edge(wrk, web, 80, "http", 8000 + step % 7 * 900, microseconds: 412)]
        for (index, api) in apis.enumerated() {
            edges.append(edge(web, api, 8080, "http", 4000 + step % 5 * 300 * index, microseconds: 288, errors: index == 0 ? 12 : 0))
            edges.append(edge(api, redis, 6379, "redis", 9000, microseconds: 41))
        }
        var outside = edge(apis[0], "external:10.0.7.12", 8443, "tls", 210, microseconds: 3100)
        outside.observed = .client
        outside.isPartial = true
        outside.isOlder = true
        outside.times.server = SparseHistogram()
        outside.times.queue = SparseHistogram()
        outside.times.network = nil
        var own = edge("process:node-1/weir.service/weir", "external:10.0.7.12", 53, nil, 1, microseconds: 900)
        own.key.transport = .udp
        return edges + [outside, own]
    }

    private static func edge(
        _ client: String, _ server: String, _ port: UInt16, _ name: String?, _ requests: Int, microseconds: UInt64, errors: Int64 = 0
    ) -> TopologyEdge {
        var edge = TopologyEdge(key: .init(client: client, server: server, transport: .tcp, port: port), observed: .both)
        edge.protocolName = name
        edge.counters.requests = Int64(requests)
        edge.counters.errors = errors
        edge.counters.sent = Int64(requests) * 120
        edge.counters.received = Int64(requests) * 900
        edge.counters.opened = 3
        edge.active = 8
        edge.times.request = histogram(microseconds, count: 90, slow: 10)
        edge.times.firstByte = histogram(microseconds * 9 / 10, count: 90, slow: 10)
        edge.times.queue = histogram(9, count: 100, slow: 0)
        edge.times.server = histogram(microseconds * 8 / 10, count: 90, slow: 10)
        edge.times.network = .init(requests: 100, time: edge.times.request.sum - edge.times.queue.sum - edge.times.server.sum)
        return edge
    }

    private static func histogram(_ microseconds: UInt64, count: Int, slow: Int) -> SparseHistogram {
        var histogram = LatencyHistogram()
        for _ in 0..<count { histogram.record(microseconds * 1000) }
        for _ in 0..<slow { histogram.record(microseconds * 5000) }
        return histogram.sparse
    }
}
