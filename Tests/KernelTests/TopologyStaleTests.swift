import Foundation
import Testing

extension KernelTests {
    /// One of three hosts falls silent.
    @Suite struct TopologyStale {
        @Test("what a killed daemon told last goes stale within 15 s, stays, and is fresh again with the next one")
        func stale() throws {
            let shop = try Shop()
            let day = try shop.open()
            for weir in shop.daemons { try weir.settle() }
            let following = try MapFollowing(shop.daemons)
            let before = try following.first(within: 20) { $0.sources.count == 3 && $0.sources.allSatisfy(\.fresh) }.map
            #expect(before.pairs == ShopMap(shop).edges(at: "process"))

            try shop.daemons[1].kill()
            let silence = try following.first(within: 30) { !self.isFresh("node-2", $0) }
            // It is asked once a second, and asking takes a moment.
            #expect(silence.after < 17)
            let map = silence.map
            #expect(map.pairs == before.pairs && map.nodes.map(\.id) == before.nodes.map(\.id) && map.contradictions.isEmpty)
            #expect(map.sources.first { $0.host == "node-2" }?.error?.isEmpty == false)
            #expect(isFresh("node-1", map) && isFresh("node-3", map))
            #expect(map.nodes.filter { $0.stale == true }.allSatisfy { $0.host == "node-2" || $0.id == "host:node-2" })
            #expect(map.nodes.first { $0.id.hasSuffix("/haproxy") }?.stale == true)
            #expect(map.nodes.first { $0.id.hasSuffix("/nginx") }?.stale == nil)
            #expect(map.edges(to: "/haproxy").map(\.requests).reduce(0, +) == day.wrk + day.ab)

            try shop.startAgain(1)
            let again = try following.first(within: 40) { self.isFresh("node-2", $0) }.map
            #expect(again.sources.allSatisfy(\.fresh) && again.nodes.allSatisfy { $0.stale == nil } && again.contradictions.isEmpty)
            #expect(try following.stop() == 0)
        }

        private func isFresh(_ host: String, _ map: Topology) -> Bool { map.sources.first { $0.host == host }?.fresh == true }

        @Test("a node that never answers is told, and the others are shown")
        func absent() throws {
            let cgroup = try TestCgroup()
            let weir = try WeirDaemon(watching: [cgroup])
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            _ = try weir.topology(within: 10) { $0.sum() == plan.tally }
            let map = try MapOfHosts.of(["--node", weir.url, "--node", "unix:/nonexistent/weir.sock"])
            #expect(map.sum() == plan.tally && map.sources.filter(\.fresh).map(\.host) == ["node-1"])
            #expect(map.sources.count == 2 && map.sources.contains { !$0.fresh && $0.error?.isEmpty == false })
            let none = try Child([Lab.weir(), "topology", "--node", "unix:/nonexistent/weir.sock"])
            #expect(try none.wait() == 1)
            #expect(none.errors.text.contains("/nonexistent/weir.sock"))
        }
    }
}
