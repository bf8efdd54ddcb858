import Testing
import Traffic

@testable import Export

@Suite struct TopologyRoundTripTests {
    @Test("a report comes back from its document as it was", arguments: 0..<300)
    func roundTrip(_ seed: Int) throws {
        var making = TopologyMaking(seed: UInt64(seed))
        let report = making.report()
        let json = report.json
        let back = try HostReport(json: Array(json.utf8))
        #expect(back == report, "seed \(seed)")
        #expect(back.json == json, "seed \(seed)")
    }

    @Test("equal graphs are equal bytes, and a document is one line") func bytes() {
        let json = TopologySamples.graph.json()
        #expect(TopologySamples.graph.json() == json && !json.contains("\n"))
    }

    @Test("a document cut anywhere is refused") func cut() {
        let json = Array(TopologySamples.report.json.utf8)
        for count in 0..<json.count {
            #expect(throws: TopologyDocumentError.self, "\(count) of \(json.count) bytes") { try HostReport(json: Array(json[..<count])) }
        }
    }

    @Test("any byte may be another one: the document is read or refused") func damaged() {
        let json = Array(TopologySamples.report.json.utf8)
        for place in json.indices {
            for byte in [0, UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "]"), UInt8(ascii: "-"), UInt8(ascii: "9"), 0xff] {
                var damaged = json
                damaged[place] = byte
                _ = try? HostReport(json: damaged)
            }
        }
    }
}
