import Terminal
import Testing
import Traffic

@testable import Export

@Suite struct TopologyTextTests {
    @Test("each node has who asks it and whom it asks, with the request time split") func text() {
        let expected = """
            09:00:10 · 10 s · 2 hosts, 1 stale · 4 nodes, 3 edges · lost 3
            NODE, ← FROM, → TO        PROTO  REQ/S  ERR     P50     P99  NETWORK  QUEUE  SERVER  SENT/S  RECV/S  CONN
            shop/web · marathon app · 0.8 of 2 cores · 210 MB of 512 MB
              ← shop/wrk~ :80         http    8.1k  810  400 µs  400 µs    82 µs  18 µs  300 µs  940 kB  6.2 MB    16
              ← 10.0.9.1 :80 ½†       –          0    0       –       –        –      –       –     0 B     0 B     0
              → 10.0.7.12 :6379 ?…½   –          2    0   41 µs   41 µs        –      –       –     0 B     0 B     0
            shop/wrk~ · compose app
              → shop/web :80          http    8.1k  810  400 µs  400 µs    82 µs  18 µs  300 µs  940 kB  6.2 MB    16
            10.0.7.12 · external
              ← shop/web :6379 ?…½    –          2    0   41 µs   41 µs        –      –       –     0 B     0 B     0
            10.0.9.1 · external
              → shop/web :80 ½†       –          0    0       –       –        –      –       –     0 B     0 B     0
            node-2 is stale: no answer from http://node-2:7117 in time
            ? older than the capture · … records lost: times are a part · ½ seen from one end · † not heard of lately

            """
        #expect(TopologySamples.graph.text(.plain) == expected)
    }

    @Test("only what asks for attention has a colour") func colour() {
        let lines = TopologySamples.graph.text(.coloured).split(separator: "\n")
        #expect(lines[0].hasPrefix("\u{1b}[33m") && lines[3].contains("\u{1b}[31m810\u{1b}[0m") && !lines[2].contains("\u{1b}"))
        #expect(lines[5].contains("\u{1b}[33m  → 10.0.7.12 :6379 ?…½\u{1b}[0m"))
    }

    @Test("no line is wider than asked for, whatever names are", arguments: [60, 80, 119])
    func width(_ width: Int) {
        var graph = TopologySamples.graph
        for index in graph.nodes.indices { graph.nodes[index].name = String(repeating: "wide😀", count: 40) + "\u{1b}[2J" }
        for line in graph.text(.plain, width: width).split(separator: "\n") {
            #expect(Text.width(String(line)) <= width && !line.contains("\u{1b}"))
        }
    }

    @Test("nodes of one name are told apart by their hosts") func alike() {
        var graph = TopologySamples.graph
        graph.nodes[0].name = "web"
        graph.nodes[0].host = "node-1"
        graph.nodes[1].name = "web"
        graph.nodes[1].host = "node-2"
        let text = graph.text(.plain)
        #expect(text.contains("← web~ (node-1) :80") && text.contains("→ web (node-2) :80"))
    }

    @Test("what is of the machinery can be left out") func system() {
        var graph = TopologySamples.graph
        graph.nodes[0].isSystem = true
        let rest = graph.withoutSystem
        #expect(rest.edges.count == 2 && rest.nodes.map(\.id) == ["app:marathon/shop/web", "external:10.0.7.12", "external:10.0.9.1"])
    }
}
