import Events
import Seeded
import Traffic

/// A small world: a client on one host asks a web server on another, which asks a cache; somebody outside asks too.
enum TopologySamples {
    static let graph: TopologyGraph = {
        var web = TopologyEdge(key: .init(client: "app:compose/shop/wrk", server: "app:marathon/shop/web", transport: .tcp, port: 80), observed: .both)
        web.protocolName = "http"
        web.counters.requests = 81_000
        web.counters.errors = 810
        (web.counters.sent, web.counters.received) = (9_400_000, 62_000_000)
        web.active = 16
        web.times.request = times(400_000, 81_000)
        web.times.queue = times(18_000, 81_000)
        web.times.server = times(300_000, 81_000)
        web.times.network = .init(requests: 81_000, time: 81_000 * 82_000)
        var cache = TopologyEdge(key: .init(client: "app:marathon/shop/web", server: "external:10.0.7.12", transport: .tcp, port: 6379), observed: .client)
        cache.counters.requests = 20
        cache.times.request = times(41_000, 20)
        cache.isOlder = true
        cache.isPartial = true
        var stale = TopologyEdge(key: .init(client: "external:10.0.9.1", server: "app:marathon/shop/web", transport: .tcp, port: 80), observed: .server)
        stale.isStale = true
        var node = TopologyNode(
            id: "app:marathon/shop/web", level: .app, name: "shop/web", facts: ["app.id": "/shop/web", "app.kind": "marathon"],
            labels: ["team": "a"], evidence: ["mesos-agent", "marathon"])
        node.metrics = [.cpuCores: 0.8, .cpuLimitCores: 2, .memoryBytes: 210e6, .memoryLimitBytes: 512e6]
        var hint = TopologyNode(id: "app:compose/shop/wrk", level: .app, name: "shop/wrk", facts: ["app.id": "/shop/wrk", "app.kind": "compose"])
        hint.isHint = true
        var lost = HostReport(host: "node-2", time: second * 1_763_802_000, interval: 10 * second, started: second * 1_763_800_000)
        (lost.isStale, lost.error) = (true, "no answer from http://node-2:7117 in time")
        var source = HostReport(host: "node-1", time: second * 1_763_802_010, interval: 10 * second, started: second * 1_763_800_000)
        (source.lost, source.version, source.kernel, source.addresses) = (3, "0.1.0", "6.18", [IPAddress(10, 0, 0, 1)])
        return TopologyGraph(
            time: second * 1_763_802_010, interval: 10 * second, sources: [source, lost],
            nodes: [
                hint, node, TopologyNode(id: "external:10.0.7.12", level: .external, name: "10.0.7.12"),
                TopologyNode(id: "external:10.0.9.1", level: .external, name: "10.0.9.1"),
            ],
            edges: [web, cache, stale])
    }()

    /// Small, with some of everything.
    static let report: HostReport = {
        var report = graph.sources[0]
        var edge = graph.edges[0]
        edge.clientAddress = IPAddress(10, 0, 0, 1)
        edge.serverAddress = Endpoint(address: IPAddress(10, 0, 0, 2), port: 80)
        edge.links = LinkSample([.init(id: 0xab, requests: 2, time: 1_500_000_000)])
        (report.nodes, report.edges) = ([graph.nodes[1]], [edge])
        return report
    }()

    static let second: UInt64 = 1_000_000_000

    /// So many samples of one duration, nanoseconds.
    static func times(_ duration: UInt64, _ count: UInt32) -> SparseHistogram {
        var one = LatencyHistogram()
        one.record(duration)
        let bucket = one.sparse.entries[0].bucket
        return SparseHistogram(
            count: UInt64(count), sum: duration * UInt64(count), max: duration, entries: [.init(bucket: bucket, count: count)])!
    }
}

/// Reports of anything that a report may be.
struct TopologyMaking {
    var random: SplitMix

    init(seed: UInt64) { random = SplitMix(state: seed) }

    mutating func report() -> HostReport {
        var report = HostReport(host: name(), time: number(1 << 62) + 1, interval: number(.max), started: number(1 << 62))
        if chance() { report.lost = number(.max) }
        report.overflowed = number(.max)
        (report.detail, report.version, report.kernel) = (name(), chance() ? name() : "", chance() ? name() : "")
        report.addresses = Set((0..<random.below(4)).map { _ in address() })
        if chance() { (report.url, report.error) = (name(), name()) }
        report.isStale = chance()
        var ids: Set<String> = []
        report.nodes = (0..<random.below(6)).map { _ in node() }.filter { ids.insert($0.id).inserted }
        report.edges = (0..<random.below(6)).map { _ in edge() }
        return report
    }

    private mutating func node() -> TopologyNode {
        var node = TopologyNode(id: name(), level: TopologyNode.Level.allCases.randomElement(using: &random)!, name: name())
        node.parents = names()
        if chance() { node.host = name() }
        for fact in ["container.id", "container.image", "pod.uid", "task.framework_id", "app.id", "app.kind", "process.name", "cgroup", "address", "dns"]
        where chance() { node.facts[fact] = name() }
        if chance() { node.facts["process.pid"] = String(UInt32.random(in: 0 ... .max, using: &random)) }
        for _ in 0..<random.below(4) { node.labels[name()] = chance() ? name() : "" }
        node.evidence = names()
        (node.isHint, node.isSystem, node.isStale) = (chance(), chance(), chance())
        for metric in NodeMetric.allCases where chance() {
            node.metrics[metric] = [0, 1e-300, 0.1, 1e300, Double.random(in: 0...1e12, using: &random)].randomElement(using: &random)!
        }
        return node
    }

    private mutating func edge() -> TopologyEdge {
        let transport: ConnectionEvent.Transport = [.tcp, .udp, .unix].randomElement(using: &random)!
        var edge = TopologyEdge(
            key: .init(client: name(), server: name(), transport: transport, port: UInt16(number(65535)), path: chance() ? name() : nil),
            observed: [[], .client, .server, .both].randomElement(using: &random)!)
        if chance() { edge.protocolName = name() }
        (edge.isTranslated, edge.isOlder, edge.isGuessed, edge.isPartial, edge.isStale) = (chance(), chance(), chance(), chance(), chance())
        for counter in [\FlowCounters.sent, \.received, \.requests, \.errors, \.unanswered, \.opened, \.closed, \.failed, \.retransmits, \.resets] {
            edge.counters[keyPath: counter] = Int64(number(UInt64(Int64.max)))
        }
        edge.active = Int(number(UInt64(Int.max)))
        (edge.times.request, edge.times.firstByte, edge.times.server) = (times(), times(), times())
        (edge.times.queue, edge.times.connect) = (times(), times())
        if chance() { edge.times.network = .init(requests: number(.max), time: number(.max)) }
        if chance() { edge.clientAddress = address() }
        if chance() { edge.serverAddress = Endpoint(address: address(), port: UInt16(number(65535))) }
        for _ in 0..<random.below(20) { edge.links.note(.init(id: random.next(), requests: number(.max), time: number(.max))) }
        return edge
    }

    private mutating func times() -> SparseHistogram {
        if chance() { return SparseHistogram() }
        let entries = (0..<random.below(9)).map { _ in
            SparseHistogram.Entry(bucket: UInt16(random.below(LatencyHistogram.bucketCount)), count: UInt32(number(UInt64(UInt32.max))))
        }
        return SparseHistogram(count: number(.max - 1) + 1, sum: number(.max), max: number(.max), entries: entries)!
    }

    private mutating func address() -> IPAddress {
        chance() ? IPAddress(10, 0, UInt8(random.below(256)), 1) : IPAddress(high: 0xfd00 << 48, low: random.next())
    }

    /// Small ones, the largest, and any.
    private mutating func number(_ most: UInt64) -> UInt64 {
        switch random.below(4) {
        case 0: most
        case 1: 0
        case 2: UInt64(random.below(1000)) % most
        default: UInt64.random(in: 0...most, using: &random)
        }
    }

    private mutating func names() -> [String] { (0..<random.below(4)).map { _ in name() } }

    private mutating func name() -> String {
        let parts = ["app:", "shop/web", "\"", "\\", "\n", "\u{0}", "é", "😀", "\u{fffd}", "</title>", "~", " "]
        return "n" + (0..<random.below(5)).map { _ in parts.randomElement(using: &random)! }.joined() + String(random.below(1000))
    }

    private mutating func chance() -> Bool { random.below(2) == 0 }
}
