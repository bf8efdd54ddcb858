import Events
import Testing
import Traffic

@testable import Export

private func document(nodes: String = "", edges: String = "", sources: String? = nil) -> [UInt8] {
    let source = sources ?? #"{"host":"n","time":"2026-11-22T09:00:00Z","interval":10.0}"#
    return Array(#"{"type":"topology","future":{"a":[1]},"sources":[\#(source)],"nodes":[\#(nodes)],"edges":[\#(edges)]}"#.utf8)
}

private func refusal(_ bytes: [UInt8]) -> String? {
    do throws(TopologyDocumentError) {
        _ = try HostReport(json: bytes)
        return nil
    } catch {
        return error.what
    }
}

@Suite struct TopologyReadingTests {
    @Test("what is left out has its usual value, and fields that nobody knows are passed over") func usual() throws {
        let report = try HostReport(
            json: document(
                nodes: #"{"id":"a","level":"app","name":"A","colour":"red","metrics":{"warp":9,"cpu_cores":0.5}}"#,
                edges: #"{"client":"a","server":"b","transport":"tcp","port":80,"requests":3}"#))
        #expect(report.host == "n" && report.time == 1_795_338_000_000_000_000 && report.interval == 10_000_000_000)
        #expect(report.nodes[0].metrics == [.cpuCores: 0.5] && report.nodes[0].level == .app)
        #expect(report.edges[0].counters.requests == 3 && report.edges[0].times == .init() && report.detail == "full" && !report.isStale)
    }

    @Test(
        "what is wrong is refused, with what it is",
        arguments: [
            (document(sources: ""), "there is no source"),
            (document(sources: #"{"host":"a","time":"2026-11-22T09:00:00Z"},{"host":"b","time":"2026-11-22T09:00:00Z"}"#), "only the document of one host can be merged"),
            (document(sources: #"{"host":"","time":"2026-11-22T09:00:00Z"}"#), "a host is a name"),
            (document(sources: #"{"host":"a","time":"yesterday"}"#), "a time is RFC 3339"),
            (document(sources: #"{"host":"a","time":"2026-11-22T09:00:00Z","lost":-1}"#), "records lost are a number"),
            (document(sources: #"{"host":"a","time":"2026-11-22T09:00:00Z","addresses":["10.0.0.256"]}"#), "one of these is no address"),
            (document(nodes: "7"), "a node is an object"),
            (document(nodes: #"{"id":"a","name":"A"}"#), "a node without id, level or name"),
            (document(nodes: #"{"id":"a","name":"A","level":"planet"}"#), "no such level"),
            (document(nodes: #"{"id":"a","name":"A","level":"app"},{"id":"a","name":"B","level":"app"}"#), "a node that was there before"),
            (document(nodes: #"{"id":"a","name":"A","level":"app","metrics":{"cpu_cores":-0.5}}"#), "a metric is a number that is not below 0"),
            (document(nodes: #"{"id":"a","name":"A","level":"app","metrics":{"cpu_cores":1e999}}"#), "a metric is a number that is not below 0"),
            (document(edges: #"{"client":"a","transport":"tcp"}"#), "an edge without client, server or transport"),
            (document(edges: #"{"client":"a","server":"b","transport":"sctp"}"#), "no such transport"),
            (document(edges: #"{"client":"a","server":"b","transport":"tcp","port":65536}"#), "a port is a number below 65536"),
            (document(edges: #"{"client":"a","server":"b","transport":"tcp","requests":9223372036854775808}"#), "requests are a number"),
            (document(edges: #"{"client":"a","server":"b","transport":"tcp","requests":1.5}"#), "requests are a number"),
            (document(edges: #"{"client":"a","server":"b","transport":"tcp","request_time":{"count":1}}"#), "times without buckets: ask for the document with for=merge"),
            (document(edges: #"{"client":"a","server":"b","transport":"tcp","request_time":{"count":1,"buckets":[[530,1]]}}"#), "a bucket that does not exist"),
            (document(edges: #"{"client":"a","server":"b","transport":"tcp","request_time":{"sum":1e20,"buckets":[]}}"#), "a sum is seconds"),
            (document(edges: #"{"client":"a","server":"b","transport":"tcp","wire":{"links":[["12",1,1]]}}"#), "a link is an id, requests and seconds"),
            (document(edges: #"{"client":"a","server":"b","transport":"tcp","wire":{"server":"fd00::1:80"}}"#), "no address with a port"),
            (Array("{}".utf8), "it is of another type"), (Array("[]".utf8), "a document is an object"), (Array("<html>".utf8), "a value should be here"),
            (Array(#"{"type":"topology"}"#.utf8), "there are no sources in it"),
        ])
    func refused(_ bytes: [UInt8], _ what: String) { #expect(refusal(bytes) == what) }

    @Test("an error names the place") func place() {
        let error = #expect(throws: TopologyDocumentError.self) { try HostReport(json: document(nodes: "7")) }
        let place = document().count - #"],"edges":[]}"#.utf8.count
        #expect(error?.description == "no topology at byte \(place): a node is an object")
    }

    @Test("long texts are cut, long ids refused, more labels than 64 left out") func limits() throws {
        let long = String(repeating: "x", count: 9000)
        let labels = (0..<100).map { #""l\#($0)":"v""# }.joined(separator: ",")
        let report = try HostReport(json: document(nodes: #"{"id":"a","name":"\#(long)","level":"app","labels":{\#(labels)}}"#))
        #expect(report.nodes[0].name.utf8.count == 4096 && report.nodes[0].labels.count == 64)
        #expect(refusal(document(nodes: #"{"id":"\#(long)","name":"A","level":"app"}"#)) == "an id is a text of at most 8192 bytes")
    }

    @Test("more nodes or edges than there is room for are refused") func many() {
        let nodes = (0...100_000).map { #"{"id":"\#($0)","name":"a","level":"app"}"# }.joined(separator: ",")
        #expect(refusal(document(nodes: nodes)) == "more than 100,000 nodes")
        let edge = #"{"client":"a","server":"b","transport":"tcp"}"#
        let edges = edge + String(repeating: "," + edge, count: 400_000)
        #expect(refusal(document(edges: edges)) == "more than 400,000 edges")
    }

    @Test(
        "times are read as RFC 3339 has them",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:01.5Z", 1_500_000_000), ("2000-02-29T12:00:00+02:00", 951_818_400_000_000_000),
            ("2026-11-22T09:00:01.204518000Z", 1_795_338_001_204_518_000), ("2026-11-22t09:00:00z", 1_795_338_000_000_000_000),
            ("2026-11-22T09:00:00", nil), ("2026-13-22T09:00:00Z", nil), ("2026-11-22T24:00:00Z", nil), ("1969-12-31T23:59:59Z", nil),
            ("2026-11-22T09:00:00.Z", nil), ("26-11-22T09:00:00Z", nil), ("9999-11-22T09:00:00Z", nil), ("", nil),
        ] as [(String, UInt64?)])
    func times(_ text: String, _ expected: UInt64?) { #expect(RFC3339.nanoseconds(text) == expected) }
}
