import Foundation
import Testing

extension KernelTests {
    /// The same three hosts, out of the store that scrapes them.
    @Suite struct TopologyStores {
        @Test("a store that scrapes the three daemons gives the same apps, the same edges and the same counts", arguments: MetricsStore.Kind.allCases)
        func store(kind: MetricsStore.Kind) throws {
            let credentials = try Credentials(for: ThreeHosts.nodes.map(\.address))
            let shop = try Shop(credentials)
            let store = try MetricsStore(kind, scraping: shop, credentials)
            // What a counter had before it was scraped first, Prometheus does not count.
            try shop.knock()
            let first = try store.map(within: 30) { $0.sources.filter(\.fresh).count == 3 && $0.edges.count >= 5 }
            #expect(first.sources.map(\.host).sorted() == ["node-1", "node-2", "node-3"] && first.contradictions.isEmpty)
            sleep(3)
            let day = try shop.open()
            sleep(4)
            // VictoriaMetrics takes some time until it finds what is new by a pattern of names.
            let map = try store.map(within: 25) { map in
                map.sources.allSatisfy(\.fresh) && ThreeHosts.nodes.allSatisfy { map.node("host:\($0.host)")?.metrics?.isEmpty == false }
            }

            let expected = StoredShop(shop)
            #expect(map.pairs == expected.edges)
            #expect(map.contradictions.isEmpty)
            #expect(map.ids(of: "app") == expected.apps && map.ids(of: "host") == ["host:node-1", "host:node-2", "host:node-3"])
            check(map.edges(from: Shop.clientsApp), day.wrk)
            check(map.edges(from: Shop.probeApp), day.ab)
            check(map.edges(from: shop.proxy.shortID), day.wrk + day.ab)
            check(map.edges(from: shop.teller.shortID), day.redis)
            check(map.edges(to: shop.cache.shortID), day.redis)
            check(map.edges(from: ThreeHosts.stranger), day.stranger)
            for app in [Shop.clientsApp, Shop.probeApp] {
                let edge = try #require(map.edges(from: app).first)
                #expect(edge.evidence == "both" && abs((edge.networkTime?.mean ?? 0) - 0.010) < 0.0015, "\(app)")
            }
            for place in ThreeHosts.nodes { #expect(map.node("host:\(place.host)")?.metrics?["memory_bytes"] ?? 0 > 64e6) }
        }

        @Test("what a killed daemon told last stays in the map of its store, as stale")
        func stale() throws {
            let credentials = try Credentials(for: ThreeHosts.nodes.map(\.address))
            let shop = try Shop(credentials)
            let store = try MetricsStore(.prometheus, scraping: shop, credentials)
            try shop.knock()
            _ = try store.map(within: 30) { $0.sources.filter(\.fresh).count == 3 && $0.edges.count >= 5 }
            sleep(3)
            try shop.knock()
            let before = try store.map(within: 20) { $0.sum().requests >= 6 && $0.pairs == StoredShop(shop).edges }
            #expect(before.pairs == StoredShop(shop).edges)
            try shop.daemons[1].kill()
            let killed = Date()
            let map = try store.map(within: 30) { map in map.sources.contains { $0.host == "node-2" && !$0.fresh } }
            #expect(Date().timeIntervalSince(killed) < 17)
            #expect(map.sources.map(\.host).sorted() == ["node-1", "node-2", "node-3"] && map.sources.filter(\.fresh).count == 2)
            #expect(map.pairs == before.pairs)
            #expect(map.contradictions.isEmpty)
        }

        /// A store concludes from its scrapes on the moments between them: some per cent, and the knock.
        private func check(_ edges: [Topology.Edge], _ requests: Int) {
            let counted = edges.map(\.requests).reduce(0, +)
            #expect(edges.count == 1 && Double(counted) >= Double(requests) * 0.95 - 1 && Double(counted) <= Double(requests + 1) * 1.12 + 1,
                "\(counted), not \(requests), from \(edges.first?.client ?? "nobody")")
        }
    }

    /// What a map of the shop out of metrics must be. They know no process, containers by their short ids, and single connections not at all:
    /// what is published under another port stays as each end has it.
    private struct StoredShop {
        let edges: [String]
        let apps: Set<String>

        init(_ shop: Shop) {
            let (clients, probe, web) = ("app:marathon\(Shop.clientsApp)", "app:marathon\(Shop.probeApp)", "app:marathon\(Shop.webApp)")
            let proxy = "container:node-2/\(shop.proxy.shortID)"
            apps = [clients, probe, web]
            edges = [
                "\(clients) > \(proxy) tcp 80", "\(probe) > \(proxy) tcp 80", "\(proxy) > \(web) tcp 8080",
                "container:node-2/\(shop.teller.shortID) > host:node-3 tcp \(ThreeHosts.published)",
                "host:node-2 > container:node-3/\(shop.cache.shortID) tcp 6379", "external:\(ThreeHosts.stranger) > \(web) tcp 8080",
            ].sorted()
        }
    }
}
