import Export
import Terminal
import Traffic

extension Target {
    /// What another weir answers, which may be anybody: read and told again it is the same, and it can be drawn.
    static let topology = Target(name: "topology", texts: documents) { bytes in
        guard let report = try? HostReport(json: bytes) else { return }
        promise(report.nodes.count <= 100_000 && report.edges.count <= 400_000, "more than there is room for")
        promise(report.nodes.allSatisfy { $0.labels.count <= 64 && $0.name.utf8.count <= 4096 }, "more labels or a longer name")
        promise(report.nodes.allSatisfy { $0.metrics.values.allSatisfy { $0.isFinite && $0 >= 0 } }, "a number that is none")
        let json = report.json
        promise(json.utf8.allSatisfy { $0 >= 0x20 }, "more than a line")
        do {
            let again = try HostReport(json: Array(json.utf8))
            promise(again.json == json, "other words the second time: \(json)")
            promise(again.edges == report.edges && again.addresses == report.addresses, "something else came back: \(json)")
        } catch {
            fatalError("what we wrote ourselves is refused: \(error): \(json)")
        }
        draw(TopologyGraph(TopologyView([report])))
    }

    private static func draw(_ graph: TopologyGraph) {
        for graph in [graph, graph.rolledUp(to: .app), graph.rolledUp(to: .host)] {
            for line in graph.text(.plain).split(separator: "\n") { promise(Text.width(String(line)) <= 119, "too wide: \(line)") }
            let svg = graph.svg
            promise(svg.hasSuffix("</svg>\n") && svg.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" }, "no picture")
            promise(!graph.dot.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "no DOT")
        }
    }

    private static let documents = [
        #"""
        {"type":"topology","time":"2026-11-22T09:00:00Z","interval":10.0,"sources":[{"host":"n","time":"2026-11-22T09:00:00.5Z","interval":10.0,
        "fresh":true,"age":0.0,"lost":3,"detail":"full","version":"1","kernel":"6.18","started":"2026-11-22T08:00:00Z","addresses":["10.0.0.1","fd00::1"],
        "overflowed":0,"url":"u","error":"e"}],"nodes":[{"id":"process:n//a","level":"process","name":"a","parents":["container:c","app:k/b","host:n"],
        "stale":true,"system":true,"host":"n","hint":true,"evidence":["cgroup"],"container":{"id":"c","image":"i"},"task":{"id":"t"},"app":{"id":"/b",
        "kind":"k"},"process":{"pid":7,"name":"a"},"cgroup":"/x","address":"1","dns":"d","labels":{"l":"v"},"metrics":{"cpu_cores":0.5,"load1":1e-5}},
        {"id":"app:k/b","level":"app","name":"b"},{"id":"host:n","level":"host","name":"n"}],"edges":[{"client":"process:n//a","server":"external:x",
        "port":80,"path":"/p","transport":"tcp","protocol":"http","tls":false,"evidence":"client","guessed":true,"partial":true,"stale":true,
        "requests":3,"errors":1,"unanswered":0,"bytes":{"sent":1,"received":2},"connections":{"opened":1,"closed":1,"failed":0,"active":1},
        "retransmits":0,"resets":0,"request_time":{"count":3,"mean":0.1,"max":0.2,"sum":0.3,"buckets":[[300,2],[310,1]]},"first_byte_time":{"buckets":[]},
        "server_time":{"count":1,"buckets":[[1,1]]},"queue_time":{"count":1,"buckets":[[0,1]]},"connect_time":{"count":1,"buckets":[[529,1]]},
        "network_time":{"mean":0.1,"requests":3,"sum":0.3},"wire":{"observed":"both","translated":true,"older":true,"client":"10.0.0.1",
        "server":"[fd00::2]:80","links":[["00000000000000ab",2,1.5]],"cut":true}}]}
        """#,
        #"{"type":"topology","sources":[{"host":"n","time":"2026-11-22T09:00:00Z"}],"nodes":[],"edges":[{"client":"a","server":"a","transport":"unix"}]}"#,
        #"{"type":"topology","sources":[{"host":"n","time":"2026-11-22T09:00:00Z"}],"nodes":[{"id":"\ud83d\u0000","level":"app","name":"\u0085"}],"edges":[]}"#,
    ]
}
