import Foundation
import Testing

extension KernelTests {
    /// Whoever is not watched is nowhere: neither on the map nor in metrics, streams and sparklines.
    @Suite struct DaemonFilters {
        /// All that a daemon can be asked.
        private static let paths = [
            "/api/v1/topology?window=3600", "/api/v1/topology?window=3600&for=merge", "/api/v1/topology?window=10&buckets=true", "/metrics",
            "/api/v1/history", "/api/v1/flows", "/api/v1/status",
        ]

        @Test("--cgroup leaves all others out, as residents, as ends and as numbers", arguments: Backend.allCases)
        func cgroup(backend: Backend) throws {
            let (watched, hidden) = (try DockerCgroup(), try DockerCgroup())
            let idle = try hidden.cgroup.start(["/bin/sleep", "60"])
            let weir = try WeirDaemon(watching: [watched.cgroup], ["--backend", backend.rawValue])
            let stream = try weir.http.stream("/api/v1/flows/stream")
            let server = try BriefServer(in: hidden.cgroup)
            try server.ask(from: hidden.cgroup)
            try server.ask(from: watched.cgroup)
            let secret = try Driver.run("exact", in: hidden.cgroup, as: ExactPlan.self)
            let plan = try Driver.run("exact", in: watched.cgroup, as: ExactPlan.self)
            var told = plan.tally
            told += Tally(requests: 1, sent: 11, received: 22, opened: 1)
            let topology = try weir.topology(within: 15) { $0.sum() == told && $0.node("container:\(watched.id)")?.metrics != nil }
            try weir.settle()

            #expect(topology.sum() == told && topology.contradictions.isEmpty)
            #expect(topology.ids(of: "container") == ["container:\(watched.id)"])
            #expect(topology.sum(topology.edges(to: "external:127.0.0.1", port: server.port)).requests == 1)
            for path in Self.paths {
                let body = try weir.http.get(path).body
                #expect(!body.isEmpty && !body.contains(hidden.id.prefix(12)) && !body.contains("\"\(secret.port4)\""), "\(path)")
            }
            #expect(!stream.child.output.text.contains(hidden.id.prefix(12)))
            try idle.signal(SIGKILL)
            _ = try server.stop()
        }

        @Test("--port leaves all other services out")
        func port() throws {
            let (cgroup, port) = (try DockerCgroup(), try FreePort.any())
            let server = try BriefServer(port: port) { try cgroup.cgroup.start($0) }
            let weir = try WeirDaemon(watching: [cgroup.cgroup], ["--port", "\(port)"])
            for _ in 0..<5 { try server.ask(from: cgroup.cgroup) }
            _ = try Driver.run("exact", in: cgroup.cgroup, as: ExactPlan.self)
            for _ in 0..<5 { try server.ask(from: cgroup.cgroup) }
            let told = Tally(requests: 10, sent: 110, received: 220, opened: 10)
            let topology = try weir.topology(within: 10) { $0.sum() == told }
            try weir.settle()

            #expect(topology.sum() == told && topology.edges.count == 1 && topology.edges.first?.evidence == "both")
            #expect(topology.edges.first?.port == port)
            for path in Self.paths { #expect(try !weir.http.get(path).body.contains("drv-client"), "\(path)") }
            _ = try server.stop()
        }

        @Test("two --cgroup are both watched, and one below a watched one is")
        func several() throws {
            let (one, two, hidden) = (try TestCgroup(), try DockerCgroup(), try TestCgroup())
            let below = try one.child("below")
            let weir = try WeirDaemon(watching: [one, two.cgroup])
            var told = Tally()
            for cgroup in [below, two.cgroup] { told += try Driver.run("exact", in: cgroup, as: ExactPlan.self).tally }
            _ = try Driver.run("exact", in: hidden, as: ExactPlan.self)
            let topology = try weir.topology(within: 10) { $0.sum() == told }
            try weir.settle()
            #expect(try topology.sum() == told && weir.topology().sum() == told)
            #expect(topology.ids(of: "process") == Set(["drv-client", "drv-server"].flatMap {
                ["process:node-1/\(below.path)/\($0)", "process:node-1/\(two.id)/\($0)"]
            }))
        }
    }
}
