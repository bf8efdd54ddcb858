import Seeded
import Terminal
import Top
import Traffic

/// Anything that could come from outside, by a seed.
enum RandomInput {
    static func options(_ random: inout SplitMix) -> TopOptions {
        var options = TopOptions()
        options.tab = TopTab.allCases[random.below(5)]
        options.grouping = TopGrouping.allCases[random.below(4)]
        options.sort = random.below(2) == 0 ? nil : TopColumn.allCases[random.below(TopColumn.allCases.count)]
        options.hidesSystem = random.below(4) == 0
        return options
    }

    static func key(_ random: inout SplitMix) -> Key {
        let keys: [Key] = [
            .enter, .tab, .backTab, .backspace, .escape, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .enter, .enter, .control("f"),
        ]
        let letters = Array("12345/sS<>prfdgh?jkae世".unicodeScalars)
        return random.below(2) == 0 ? keys[random.below(keys.count)] : .character(letters[random.below(letters.count)])
    }

    static func graph(_ random: inout SplitMix) -> TopologyGraph {
        let ids = (0..<random.below(20)).map { "\(["host", "container", "process", "app", "external"][$0 % 5]):\($0)" }
        let nodes = ids.map { id in node(id, ids, &random) }
        var edges: [TopologyEdge.Key: TopologyEdge] = [:]
        for _ in 0..<random.below(30) {
            let edge = edge(ids + ["process:unknown", ""], &random)
            edges[edge.key] = edge
        }
        let sources = (0..<random.below(4)).map { index in
            var report = HostReport(host: name(&random) + "\(index)", time: 0, interval: 0, started: 0)
            report.lost = random.below(2) == 0 ? nil : random.next()
            report.isStale = random.below(3) == 0
            report.error = random.below(3) == 0 ? name(&random) : nil
            return report
        }
        return TopologyGraph(
            time: random.next(), interval: random.below(2) == 0 ? 0 : random.next(), sources: sources, nodes: nodes.sorted { $0.id < $1.id },
            edges: edges.values.sorted { $0.key < $1.key })
    }

    static func status(_ random: inout SplitMix) -> TopStatus {
        var status = TopStatus(source: name(&random), clock: name(&random))
        status.eventsPerSecond = number(&random)
        status.ownProcessors = number(&random)
        status.ownBytes = random.next()
        status.warning = random.below(3) == 0 ? name(&random) : nil
        return status
    }

    static func request(_ random: inout SplitMix) -> TopRequest {
        let ends: [Set<String>] = [[], ["process:2"], ["process:2", "process:7", "app:3"], ["external:4", "container:1"]]
        var request = TopRequest(
            clock: name(&random), nodes: ends[random.below(4)], port: UInt16(random.below(3)), title: name(&random),
            what: name(&random), status: name(&random))
        request.requestTime = random.next()
        request.sent = random.next()
        return request
    }

    private static func node(_ id: String, _ ids: [String], _ random: inout SplitMix) -> TopologyNode {
        let level = TopologyNode.Level(rawValue: String(id.prefix { $0 != ":" })) ?? .process
        let parents = (0..<random.below(4)).map { _ in ids[random.below(ids.count)] }
        var node = TopologyNode(
            id: id, level: level, name: name(&random), parents: parents, host: random.below(2) == 0 ? nil : name(&random),
            facts: ["app.kind": name(&random), name(&random): name(&random)], labels: [name(&random): name(&random)], evidence: [name(&random)])
        for metric in NodeMetric.allCases where random.below(2) == 0 { node.metrics[metric] = number(&random) }
        node.isSystem = random.below(4) == 0
        node.isStale = random.below(4) == 0
        node.isHint = random.below(4) == 0
        return node
    }

    private static func edge(_ ids: [String], _ random: inout SplitMix) -> TopologyEdge {
        var edge = TopologyEdge(
            key: .init(
                client: ids[random.below(ids.count)], server: ids[random.below(ids.count)], transport: [.tcp, .udp, .unix][random.below(3)],
                port: UInt16(random.below(3)), path: random.below(4) == 0 ? name(&random) : nil),
            observed: Observation(rawValue: UInt8(random.below(4))))
        edge.protocolName = random.below(2) == 0 ? nil : name(&random)
        edge.counters.requests = amount(&random)
        edge.counters.errors = amount(&random)
        edge.counters.sent = amount(&random)
        edge.counters.received = amount(&random)
        edge.active = [0, 1, -1, 1_000_000_000][random.below(4)]
        edge.isPartial = random.below(3) == 0
        edge.isStale = random.below(3) == 0
        var histogram = LatencyHistogram()
        for _ in 0..<random.below(5) { histogram.record(random.next() >> UInt64(random.below(64))) }
        edge.times.request = histogram.sparse
        edge.times.server = histogram.sparse
        edge.times.network = random.below(2) == 0 ? nil : .init(requests: random.next(), time: random.next())
        return edge
    }

    private static func amount(_ random: inout SplitMix) -> Int64 {
        [0, 1, -1, .max, .min, Int64(random.below(100_000))][random.below(6)]
    }

    private static func number(_ random: inout SplitMix) -> Double {
        [0, -1, .nan, .infinity, 1e300, 0.004, 123_456_789][random.below(7)]
    }

    private static func name(_ random: inout SplitMix) -> String {
        let names = [
            "", "web", "shop/checkout-worker-with-a-very-long-name-that-goes-on", "世界世界世界世界世界", "\u{1b}[2J\u{1b}[31mred", "a\nb\r\tc", "\u{202e}gnp.exe",
            "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}", "👩‍👩‍👧‍👦🇩🇪", "\u{0}\u{7f}\u{9b}31m", "｡ﾟ･", "\u{301}mark", "각",
        ]
        return names[random.below(names.count)]
    }
}
