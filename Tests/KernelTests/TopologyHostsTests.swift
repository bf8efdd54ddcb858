import Testing

extension KernelTests {
    /// Three hosts as one map: who talks to whom between nginx, haproxy, redis and their clients, and what the network takes.
    @Suite struct TopologyHosts {
        @Test("exactly the nodes and edges that there are, with the counts of those who took part, and the time of the cable")
        func merged() throws {
            let shop = try Shop()
            let day = try shop.open()
            for weir in shop.daemons { try weir.settle() }
            let map = try MapOfHosts.of(shop.daemons)

            #expect(map.contradictions.isEmpty && map.sources.map(\.host).sorted() == ["node-1", "node-2", "node-3"])
            #expect(map.sources.allSatisfy { $0.fresh && $0.lost == 0 && $0.detail == "full" })
            let expected = ShopMap(shop)
            #expect(map.pairs == expected.edges(at: "process"))
            #expect(map.ids(of: "process") == expected.processes && map.ids(of: "container") == expected.containers)
            #expect(map.ids(of: "app") == expected.apps && map.ids(of: "host") == ["host:node-1", "host:node-2", "host:node-3"])
            #expect(map.ids(of: "external") == ["external:\(ThreeHosts.stranger)"])
            try check(map, day)
            try check(map, held: shop.net.link.stop())
        }

        private func check(_ map: Topology, _ day: ShopDay) throws {
            let (wrk, ab) = (try edge(map, "/wrk", "/haproxy"), try edge(map, "/ab", "/haproxy"))
            let (proxied, cached) = (try edge(map, "/haproxy", "/nginx"), try edge(map, "/redis-cli", "/redis-server"))
            #expect(wrk.requests == day.wrk && ab.requests == day.ab && proxied.requests == day.wrk + day.ab && cached.requests == day.redis)
            #expect(try edge(map, "external:\(ThreeHosts.stranger)", "/nginx").requests == day.stranger)
            #expect(ab.bytes.received == day.abReceived)
            #expect(proxied.bytes == ByteCounts(sent: day.nginx.sent, received: day.nginx.received) && day.nginx.requests == proxied.requests)
            #expect(cached.bytes == ByteCounts(sent: 14 * day.redis, received: 7 * day.redis)) // *1 $4 PING, +PONG
            // wrk tries the address once before it begins.
            #expect(wrk.connections.opened == 3 && ab.connections.opened == 1 && cached.connections.opened == 1)
            for edge in map.edges {
                #expect(edge.errors == 0 && edge.unanswered == 0 && edge.connections.failed == 0 && edge.partial == nil && edge.guessed == nil)
                #expect(edge.evidence == (edge.client.hasPrefix("external:") ? "server" : "both"))
                #expect(edge.protocol == (edge.port == 6379 ? "redis" : "http"))
            }
        }

        /// Both ways over the cable, and no time on the other.
        private func check(_ map: Topology, held: DelayedLink.Held) throws {
            #expect(abs(held.roundTrip - 0.010) < 0.001, "the cable itself: \(held)")
            for client in ["/wrk", "/ab"] {
                let delayed = try edge(map, client, "/haproxy")
                #expect(abs(try network(delayed) - held.roundTrip) < 0.001, "\(client) \(held)")
            }
            for edge in [try edge(map, "/haproxy", "/nginx"), try edge(map, "/redis-cli", "/redis-server")] { #expect(try network(edge) < 0.001) }
            for edge in map.edges where edge.evidence == "both" {
                let parts = try network(edge) + (edge.queueTime?.mean ?? 0) + (edge.serverTime?.mean ?? 0)
                #expect(abs((edge.requestTime?.mean ?? 0) - parts) < 0.000_01, "\(edge.client)")
            }
        }

        private func network(_ edge: Topology.Edge) throws -> Double { try #require(edge.networkTime).mean }

        /// The one that there must be.
        private func edge(_ map: Topology, _ client: String, _ server: String) throws -> Topology.Edge {
            let edges = map.edges(from: client, to: server)
            guard edges.count == 1 else { throw LabError("\(edges.count) edges from \(client) to \(server): \(map.pairs)") }
            return edges[0]
        }

        @Test("the same at every level, in every format, and whoever is asked first")
        func levels() throws {
            let shop = try Shop()
            let day = try shop.open()
            for weir in shop.daemons { try weir.settle() }
            let expected = ShopMap(shop)
            for level in ["process", "container", "app", "host"] {
                for daemons in [shop.daemons, shop.daemons.reversed()] {
                    let map = try MapOfHosts.of(daemons, level: level)
                    #expect(map.contradictions.isEmpty && map.pairs == expected.edges(at: level), "\(level)")
                    #expect(map.sum().requests == 2 * (day.wrk + day.ab) + day.redis + day.stranger, "\(level)")
                }
            }
            let hosts = try MapOfHosts.of(shop.daemons, level: "host")
            #expect(try edge(hosts, "host:node-1", "host:node-2").requests == day.wrk + day.ab)
            let text = try MapOfHosts.text(of: shop.daemons, [])
            for word in ["shop/clients", "shop/probe", "shop/web", "haproxy", "redis", ThreeHosts.stranger] { #expect(text.contains(word), "\(text)") }
            let dot = try MapOfHosts.text(of: shop.daemons, ["--format", "dot"])
            #expect(dot.hasPrefix("digraph") && dot.contains("shop/web"))
            #expect(try MapOfHosts.text(of: shop.daemons, ["--format", "svg"]).contains("</svg>"))
        }
    }
}
