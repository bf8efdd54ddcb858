import Events
import Testing
import Traffic

@Suite("Two halves of a connection, seen on two hosts, are one edge")
struct TopologyJoinTests {
    @Test("Linked halves join: counts are the client's, the server's time its own, the rest the network's")
    func joined() throws {
        var scene = TopologyScene()
        let (a, b) = (scene.host(1), scene.host(2))
        let (web, api) = (scene.program("web", on: a), scene.program("api", on: b))
        let api80 = Endpoint(address: .host(2), port: 80)
        scene.asks(web, on: a, api80, links: [7, 8], requests: 20, time: 1_000_000)
        scene.answers(api, on: b, at: api80, from: .host(1), links: [7, 8], requests: 20, time: 600_000, queue: 100_000)
        let graph = scene.graph
        #expect(graph.lines == ["\(web) > \(api) :80 20"])
        let edge = try #require(graph.edges.first)
        #expect(edge.observed == .both)
        #expect(edge.times.server.mean == 600_000)
        #expect(edge.times.queue.mean == 100_000)
        #expect(edge.times.network?.mean == 300_000)
        #expect(!graph.nodes.contains { $0.level == .external })
    }

    @Test("Links join through addresses that neither end knows, as behind published ports")
    func translated() {
        var scene = TopologyScene()
        let (a, b) = (scene.host(1), scene.host(2))
        let (web, api) = (scene.program("web", on: a), scene.program("api", on: b))
        scene.asks(web, on: a, Endpoint(address: .host(2), port: 8080), links: [1], requests: 5)
        scene.answers(api, on: b, at: Endpoint(address: .bridge, port: 80), from: .host(1), links: [1], requests: 5)
        #expect(scene.graph.lines == ["\(web) > \(api) :80 5"])
    }

    @Test("Two clients behind one address are two edges, each with its own share of the server's time")
    func shared() throws {
        var scene = TopologyScene()
        let (a, b) = (scene.host(1), scene.host(2))
        let (cart, report, api) = (scene.program("cart", on: a), scene.program("report", on: a), scene.program("api", on: b))
        let api80 = Endpoint(address: .host(2), port: 80)
        scene.asks(cart, on: a, api80, links: [1], requests: 10, time: 1_000_000)
        scene.asks(report, on: a, api80, links: [2], requests: 10, time: 9_000_000)
        scene.answers(api, on: b, at: api80, from: .host(1), requests: 20)
        scene.reports[b].edges[0].links = LinkSample([
            .init(id: 1, requests: 10, time: 5_000_000), .init(id: 2, requests: 10, time: 80_000_000),
        ])
        let graph = scene.graph
        #expect(graph.lines == ["\(cart) > \(api) :80 10", "\(report) > \(api) :80 10"])
        #expect(graph.edges.map(\.times.server.mean) == [500_000, 8_000_000])
        #expect(graph.edges.map(\.times.network?.mean) == [400_000, 900_000])
    }

    @Test("Where no link helps, the server's address and port do")
    func byAddress() throws {
        var scene = TopologyScene()
        let (a, b) = (scene.host(1), scene.host(2))
        let (web, api) = (scene.program("web", on: a), scene.program("api", on: b))
        let api80 = Endpoint(address: .host(2), port: 80)
        scene.asks(web, on: a, api80, requests: 4, time: 1_000_000)
        scene.answers(api, on: b, at: api80, from: .host(1), requests: 4, time: 700_000, queue: 0)
        let graph = scene.graph
        #expect(graph.lines == ["\(web) > \(api) :80 4"])
        #expect(graph.edges.first?.times.network?.mean == 300_000)
    }

    @Test("An address that several hosts have says nothing: the peer stays outside")
    func ambiguous() {
        var scene = TopologyScene()
        let (a, b, c) = (scene.host(1), scene.host(2), scene.host(3))
        let web = scene.program("web", on: a)
        let (one, other) = (scene.program("one", on: b), scene.program("other", on: c))
        let place = Endpoint(address: .bridge, port: 80)
        scene.asks(web, on: a, place, requests: 3)
        scene.answers(one, on: b, at: place, from: .host(9))
        scene.answers(other, on: c, at: place, from: .host(9))
        #expect(scene.graph.lines.contains("\(web) > external:172.17.0.2 :80 3"))
    }

    @Test("A client whose own weir saw nothing is its host, or whoever has the address alone")
    func serversOnly() {
        var scene = TopologyScene()
        let (a, b) = (scene.host(1), scene.host(2))
        let (web, api) = (scene.program("web", on: a), scene.program("api", on: b))
        let own = IPAddress(10, 1, 0, 7)
        scene.asks(web, on: a, Endpoint(address: .host(8), port: 9), from: own)
        scene.answers(api, on: b, at: Endpoint(address: .host(2), port: 80), from: .host(1))
        scene.answers(api, on: b, at: Endpoint(address: .host(2), port: 81), from: own)
        scene.answers(api, on: b, at: Endpoint(address: .host(2), port: 82), from: .host(77))
        #expect(scene.graph.lines == [
            "external:10.0.0.77 > \(api) :82 1", "host:node-1 > \(api) :80 1", "\(web) > external:10.0.0.8 :9 1", "\(web) > \(api) :81 1",
        ])
    }

    @Test("Rolled up to apps and hosts, sums stay")
    func levels() {
        var scene = TopologyScene()
        let (a, b) = (scene.host(1), scene.host(2))
        let (web, api) = (scene.program("web", on: a, app: "/shop/web"), scene.program("api", on: b, app: "/shop/api"))
        let api80 = Endpoint(address: .host(2), port: 80)
        scene.asks(web, on: a, api80, links: [1], requests: 5)
        scene.asks(web, on: a, Endpoint(address: .host(9), port: 443), requests: 2)
        scene.answers(api, on: b, at: api80, from: .host(1), links: [1], requests: 5)
        #expect(scene.graph.rolledUp(to: .app).lines == [
            "app:marathon/shop/web > app:marathon/shop/api :80 5", "app:marathon/shop/web > external:10.0.0.9 :443 2",
        ])
        #expect(scene.graph.rolledUp(to: .host).lines == ["host:node-1 > external:10.0.0.9 :443 2", "host:node-1 > host:node-2 :80 5"])
    }

    @Test("What a silent host said stays, marked")
    func stale() {
        var scene = TopologyScene()
        let a = scene.host(1)
        let web = scene.program("web", on: a)
        scene.asks(web, on: a, Endpoint(address: .host(9), port: 443))
        scene.reports[a].isStale = true
        let graph = scene.graph
        let stale = graph.nodes.filter { $0.isStale }.map { $0.id }
        #expect(graph.edges.map { $0.isStale } == [true])
        #expect(stale.contains(web))
        #expect(graph.sources.map(\.isStale) == [true])
    }
}
