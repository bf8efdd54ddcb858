import Foundation
import Testing
import Traffic

@testable import Export

@Suite struct TopologyDotTests {
    @Test("nodes and edges of DOT say how they are known") func dot() {
        let dot = TopologySamples.graph.dot
        #expect(dot.hasPrefix("digraph weir {\n  rankdir=LR;\n") && dot.hasSuffix("];\n}\n"))
        #expect(
            dot.contains(
                #"  "app:marathon/shop/web" [label="shop/web\n0.8 of 2 cores\n210 MB of 512 MB", tooltip="app:marathon/shop/web", shape=component];"#))
        #expect(dot.contains(#""app:compose/shop/wrk" -> "app:marathon/shop/web" [label=":80 8.1k/s 400 µs", penwidth=4.2, color=red];"#))
        #expect(dot.contains(#"-> "external:10.0.7.12" [label=":6379 2/s 41 µs", penwidth=1.8, style=dotted];"#))
        #expect(dot.contains(#""external:10.0.9.1" -> "app:marathon/shop/web" [label=":80", penwidth=1.0, style=dashed, color=gray];"#))
    }

    @Test("names are quoted, so that nobody's name is a statement") func quoted() {
        #expect(Dot.quoted(#"a"b\c"#) == #""a\"b\\c""# && Dot.quoted(#"\"#) == #""\\""#)
        #expect(Dot.quoted("a\nb\u{1b}\t\u{202e}") == #""a\nb···""#)
    }

    @Test("hosts are clusters") func clusters() {
        let dot = TopologyFramesTests.framed.dot
        #expect(dot.contains("  subgraph cluster_0 {\n    label=\"node-1\"; style=rounded; color=gray;\n    \"container:1\" ["))
    }

    @Test("Graphviz reads it") func graphviz() throws {
        var graph = TopologySamples.graph
        for index in graph.nodes.indices { graph.nodes[index].name = #"\N "]; x -> y [label="<b>&\#(index)\"# }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/dot")
        process.arguments = ["-Tplain"]
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(graph.dot.utf8))
        try input.fileHandleForWriting.close()
        let plain = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(plain.split(separator: "\n").count { $0.hasPrefix("node ") } == 4 && plain.split(separator: "\n").count { $0.hasPrefix("edge ") } == 3)
    }
}
