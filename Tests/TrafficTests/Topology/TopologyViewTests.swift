import Events
import Seeded
import Testing
import Traffic

@Suite("Views merge in any order, however often")
struct TopologyViewTests {
    /// Few hosts, so that merges meet; some reports equal in all that orders them, and yet different.
    private func view(_ random: inout SplitMix) -> TopologyView {
        TopologyView((0..<random.below(4)).map { _ in
            var report = HostReport(
                host: "node-\(random.below(3))", time: UInt64(random.below(3)), interval: UInt64(random.below(2)), started: UInt64(random.below(2)))
            report.kernel = "6.\(random.below(2))"
            return report
        })
    }

    @Test("Commutative, associative, idempotent", arguments: 0..<50)
    func algebra(seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        let (a, b, c) = (view(&random), view(&random), view(&random))
        #expect(a.merging(b) == b.merging(a))
        #expect(a.merging(b).merging(c) == a.merging(b.merging(c)))
        #expect(a.merging(a) == a)
        #expect(a.merging(b).merging(b) == a.merging(b))
    }

    @Test("A graph does not depend on who was heard first", arguments: 0..<20)
    func graphs(seed: Int) {
        var random = SplitMix(state: UInt64(seed) &+ 1000)
        var scene = TopologyScene()
        let hosts = (1...4).map { scene.host($0) }
        let programs = hosts.map { scene.program("p", on: $0) }
        for link in 0..<12 {
            let (client, server) = (random.below(4), random.below(4))
            guard client != server else { continue }
            let place = Endpoint(address: .host(server + 1), port: 80)
            scene.asks(programs[client], on: hosts[client], place, links: [UInt64(link)], requests: 1 + link)
            scene.answers(programs[server], on: hosts[server], at: place, from: .host(client + 1), links: [UInt64(link)], requests: 1 + link)
        }
        let told = scene.reports
        let graph = TopologyGraph(TopologyView(told))
        #expect(TopologyGraph(TopologyView(told.shuffled(using: &random))) == graph)
        let asked: [Int64] = told.flatMap(\.edges).filter { $0.observed == .client }.map(\.counters.requests)
        let known: [Int64] = graph.edges.map(\.counters.requests)
        #expect(known.reduce(0, +) == asked.reduce(0, +))
        #expect(!graph.nodes.contains { $0.level == .external })
    }
}

extension TopologyView {
    fileprivate func merging(_ other: TopologyView) -> TopologyView {
        var merged = self
        merged.merge(other)
        return merged
    }
}
