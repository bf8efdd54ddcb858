import FoundationXML
import Foundation
import Testing
import Traffic

@testable import Export

@Suite struct TopologySVGTests {
    private func elements(_ svg: String) throws -> [String: Int] {
        let reader = Counting()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = reader
        #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
        return reader.counts
    }

    @Test("a picture has a box for each node, a line and a label for each edge, a frame for each host") func parts() throws {
        let svg = TopologySamples.graph.svg
        let found = try elements(svg)
        #expect(found["g"] == 7 && found["title"] == 7 && found["svg"] == 1)
        #expect(svg.contains(#"class="edge older""#) && svg.contains(#"class="edge stale partial""#) && svg.contains("prefers-color-scheme:dark"))
        #expect(svg.contains(">:80 8.1k/s 400 µs</text>") && svg.contains(#"<path class="error""#))
        let framed = TopologyFramesTests.framed.svg
        #expect(framed.contains(#"<rect class="frame""#) && framed.contains(">node-1</text>"))
        #expect(!svg.contains("http://") || svg.components(separatedBy: "http://").count == 2, "nothing is loaded from elsewhere")
    }

    @Test("names are escaped and cut, whatever is in them") func hostile() throws {
        var graph = TopologySamples.graph
        for index in graph.nodes.indices { graph.nodes[index].name = "</text><script>alert(1)</script>&\"'\u{0}\u{1b}\u{fffe}" + String(repeating: "x", count: 5000) }
        for index in graph.edges.indices { graph.edges[index].protocolName = "]]>&<" }
        let found = try elements(graph.svg)
        #expect(found["script"] == nil && found["g"] == 7)
        #expect(XML.escaped("a<b>&\"'\u{1}\nc") == "a&lt;b&gt;&amp;&quot;&#39;·\nc")
    }

    @Test("nothing at all is a picture too") func empty() throws {
        #expect(try elements(TopologyGraph(time: 0, interval: 0, sources: [], nodes: [], edges: []).svg)["svg"] == 1)
    }

    private final class Counting: NSObject, XMLParserDelegate {
        var counts: [String: Int] = [:]

        func parser(_ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]) {
            counts[name, default: 0] += 1
        }
    }
}
