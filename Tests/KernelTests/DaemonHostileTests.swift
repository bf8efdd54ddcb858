import Foundation
import Testing

extension KernelTests {
    /// Containers of a real Docker whose owners chose their names to do harm.
    @Suite struct DaemonHostile {
        private static let script = "<script>alert(1)</script>"
        private static let turned = "\u{202e}gnp.exe\u{2066}"
        private static let broken = "a\"} 1\nweir_forged{x=\"\\\u{1b}[2J\u{7}\u{0085}"
        private static let long = String(repeating: "л", count: 5000)
        private static let labels = [
            "com.docker.compose.project=\(script)", "com.docker.compose.service=\(turned)", "evil=\(broken)", "long=\(long)", "\(script)=key",
            "MARATHON_APP_ID=/\(long)", "=nobody",
        ]

        @Test("labels with script, reversed writing, control characters and 10 kB are data wherever they are shown")
        func labels() throws {
            let docker = try BrieflyDocker()
            for name in ["first", "second"] {
                try docker.startServer(named: name, Self.labels.dropLast(name == "first" ? 1 : 2).flatMap { ["--label", $0] })
            }
            let weir = try WeirDaemon(watching: [docker.docker.cgroup], ["--docker-socket", docker.docker.socket, "--log-level", "debug"]) {
                try Child(docker.docker.onItsHost($0))
            }
            let id = try docker.docker.id(of: "first")
            for _ in 0..<20 {
                try docker.docker.docker("exec", "second", "/briefly", docker.docker.address(of: "first"), "\(docker.port)")
            }
            let topology = try weir.topology(within: 20) { $0.sum().requests == 20 }
            #expect(topology.sum().requests == 20 && topology.contradictions.isEmpty)
            #expect(topology.edges(port: docker.port).allSatisfy { $0.evidence == "both" })
            let node = try #require(topology.node("container:\(id)"))
            #expect(node.container?.id == id && node.name == "first")
            let metrics = try weir.metrics()
            #expect(metrics.sum("weir_flow_requests_total") == 20 && metrics.matching("weir_forged").isEmpty)
            #expect(metrics.text.split(separator: "\n").allSatisfy { $0.utf8.count < 8192 })

            for path in ["/metrics", "/api/v1/topology?window=3600", "/api/v1/flows", "/api/v1/status"] {
                let answer = try weir.http.get(path, ["-i"])
                #expect(answer.status == 200)
                #expect(answer.body.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\r" || $0 == "\t" }, "\(path)")
                #expect(answer.body.lowercased().contains("x-content-type-options: nosniff") && !answer.body.lowercased().contains("text/html"))
                #expect(answer.body.contains("default-src 'self'"), "\(path)")
            }
            for format in ["text", "dot", "svg"] {
                let map = try MapOfHosts.text(of: [weir], ["--format", format])
                let others: [ClosedRange<UInt32>] = [0x00...0x09, 0x0b...0x1f, 0x7f...0x9f, 0x202a...0x202e, 0x2066...0x2069]
                #expect(map.unicodeScalars.allSatisfy { scalar in !others.contains { $0.contains(scalar.value) } }, "\(format)")
                #expect(!map.contains("<script") || format != "svg")
            }
            #expect(weir.errors.text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
            #expect(try weir.stop() == 0)
        }
    }
}
