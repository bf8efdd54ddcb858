import Testing
import Traffic

@testable import TopologySources

private func sample(_ value: Double, _ labels: [String: String]) -> PrometheusReply.Sample { .init(labels: labels, value: value, time: 1000) }

private func flow(_ host: String, _ client: String, _ server: String, _ observed: String, port: String = "80", kind: String = "marathon") -> [String: String] {
    [
        "host": host, "client": client, "server": server, "observed": observed, "port": port, "transport": "tcp",
        "client_kind": client.first == "/" ? kind : "", "server_kind": server.first == "/" ? kind : "",
    ]
}

private func reports(_ answers: PrometheusAssembly.Answers, seen: [String: Double] = ["a": 995, "b": 990]) -> [HostReport] {
    PrometheusAssembly(seen: seen.map { sample($1, ["host": $0, "instance": "\($0):7117", "job": "weir"]) }, now: 1000, window: 60, answers).reports
}

private let addresses = [sample(1, ["host": "a", "address": "10.0.0.1"]), sample(1, ["host": "b", "address": "10.0.0.2"])]

@Suite struct PrometheusAssemblyTests {
    @Test("two halves that name each other are one, and nothing is counted twice") func named() {
        let found = reports([.requests: [sample(30, flow("a", "/web", "/api", "client")), sample(30.4, flow("b", "/web", "/api", "server"))]])
        let graph = TopologyGraph(TopologyView(found))
        #expect(graph.edges.count == 1 && graph.edges[0].counters.requests == 30 && graph.edges[0].observed == .both)
        #expect(graph.nodes.map(\.id) == ["app:marathon/api", "app:marathon/web", "host:a", "host:b"])
        #expect(graph.nodes.allSatisfy { $0.level != .external })
    }

    @Test("an address is whoever serves it, by the endpoints that servers tell of") func endpoint() {
        let found = reports([
            .requests: [sample(30, flow("a", "/web", "10.9.9.9", "client", port: "31000")), sample(5, flow("b", "10.7.7.7", "/api", "server"))],
            .endpoints: [sample(1, ["host": "b", "address": "10.9.9.9", "port": "31000", "transport": "tcp", "server": "/api"])],
        ])
        #expect(found[0].edges[0].key.server == "app:marathon/api" && found[0].edges[0].serverAddress?.port == 31000)
        #expect(found[1].edges[0].key.client == "external:10.7.7.7" && found[1].edges[0].clientAddress?.description == "10.7.7.7")
    }

    @Test("hosts that know only each other's addresses are joined by them") func byHost() {
        let found = reports([
            .hostAddresses: addresses,
            .requests: [sample(30, flow("a", "/web", "10.0.0.2", "client")), sample(30, flow("b", "10.0.0.1", "/api", "server"))],
        ])
        let graph = TopologyGraph(TopologyView(found))
        #expect(graph.edges.map(\.key.client) == ["app:marathon/web"] && graph.edges.map(\.key.server) == ["app:marathon/api"])
        #expect(graph.edges[0].observed == .both)
    }

    @Test("who asks from another host and is not seen there is that host") func fromHost() {
        let found = reports([.hostAddresses: addresses, .requests: [sample(30, flow("b", "10.0.0.1", "/api", "server"))]])
        #expect(found[1].edges[0].key.client == "host:a")
    }

    @Test("a far end that no weir tells of is outside, under its name") func far() {
        let found = reports([.requests: [sample(30, flow("a", "/web", "/elsewhere", "client"))]])
        #expect(found[0].nodes.first { $0.id == "app:marathon/elsewhere" }?.level == .external)
    }

    @Test("series without a host are of the one that is scraped there, and protocols of one edge are summed") func instance() {
        var labels = flow("", "/web", "/api", "both")
        labels["instance"] = "a:7117"
        var other = labels
        other["protocol"] = "http"
        let found = reports([.requests: [sample(3, labels), sample(4, other)], .active: [sample(2, labels)]])
        #expect(found[0].edges.count == 1 && found[0].edges[0].counters.requests == 7 && found[0].edges[0].active == 2)
        #expect(found[0].edges[0].protocolName == "http")
    }

    @Test("a host that was not scraped in the window, or cannot be, is stale") func stale() {
        let found = reports([.down: [sample(0, ["instance": "b:7117", "job": "weir"])], .lost: [sample(2.6, ["host": "a"])]], seen: ["a": 930, "b": 999])
        #expect(found[0].isStale && found[0].error == "nothing was scraped from it for 70 s" && found[0].lost == 3)
        #expect(found[1].isStale && found[1].error == "it cannot be scraped: up is 0")
    }

    @Test("names without a kind are taken for what they look like", arguments: [
        ("10.0.0.9", "external:10.0.0.9", true), ("other", "external:other", true), ("/shop/web", "app:app/shop/web", true),
        ("nginx", "process:a/nginx", true), ("db.example", "external:db.example", false),
    ])
    func kinds(_ name: String, _ id: String, _ isHere: Bool) {
        #expect(PrometheusEnd(name, kind: "", host: isHere ? "a" : nil).id == id)
    }

    @Test("a name that is only claimed is marked") func hint() {
        let end = PrometheusEnd("/shop/web~", kind: "marathon", host: "a")
        #expect(end.isHint && end.id == "app:marathon/shop/web" && end.node(on: "a").isHint)
    }
}
