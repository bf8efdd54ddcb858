import Foundation
import Testing

extension KernelTests {
    /// What is measured of whoever is here.
    @Suite struct DaemonNodes {
        private static let busy = "while :; do :; done & dd if=/dev/zero bs=64M count=1 2>/dev/null | sleep 60"

        @Test("a container that spins and holds 64 MB shows about that, and its host at least that")
        func resources() throws {
            let container = try DockerCgroup()
            let weir = try WeirDaemon(watching: [container.cgroup], ["--interval", "2s"])
            let work = try container.cgroup.start(["/bin/sh", "-c", Self.busy])
            let id = "container:\(container.id)"
            let began = (try usage(container), Date())
            let topology = try weir.topology(within: 40, "window=10") { topology in
                guard let metrics = topology.node(id)?.metrics else { return false }
                return metrics["memory_bytes"] ?? 0 > 64e6 && metrics["cpu_cores"] ?? 0 > 0.05
            }
            sleep(4)
            let later = try weir.topology("window=2")
            let used = (try usage(container) - began.0) / Date().timeIntervalSince(began.1)
            let metrics = try #require(topology.node(id)?.metrics)

            #expect(metrics["memory_bytes"] ?? 0 >= 64 * 1_048_576 && metrics["memory_bytes"] ?? 0 < 512 * 1_048_576)
            #expect(metrics["processes"] ?? 0 >= 4 && metrics["processes"] ?? 0 < 20)
            let cores = later.node(id)?.metrics?["cpu_cores"] ?? 0
            #expect(cores > used / 3 && cores < used * 3 + 0.1, "used \(used) of a processor")
            let host = try #require(later.node("host:node-1")?.metrics)
            #expect(host["cpu_limit_cores"] == Double(ProcessInfo.processInfo.activeProcessorCount))
            #expect(host["memory_limit_bytes"].map { abs($0 - Double(ProcessInfo.processInfo.physicalMemory)) < 64e6 } == true)
            #expect(host["memory_bytes"] ?? 0 > 64e6 && host["memory_bytes"] ?? 0 < host["memory_limit_bytes"] ?? 0)
            #expect(host["cpu_cores"] ?? 0 > cores / 3 && (host["load1"] ?? -1) >= 0)
            #expect(host["disk_used_share"].map { $0 > 0 && $0 <= 1 } == true)
            let exposed = try weir.metrics().matching("weir_container_memory_bytes", ["container_id": String(container.id.prefix(12))])
            #expect(exposed.count == 1 && exposed[0].value > 64e6)
            try work.signal(SIGKILL)
        }

        @Test("at the shortest interval the metrics of hosts and containers are always there")
        func steady() throws {
            let container = try DockerCgroup()
            let work = try container.cgroup.start(["/bin/sleep", "60"])
            let weir = try WeirDaemon(watching: [container.cgroup], ["--interval", "0.5s"])
            let names = ["weir_host_memory_bytes", "weir_host_cpu_limit_cores", "weir_container_memory_bytes"]
            _ = try Patience.until(20, { try weir.metrics() }, { metrics in names.allSatisfy { !metrics.matching($0).isEmpty } })
            var missing: [String] = []
            for _ in 0..<30 {
                let metrics = try weir.metrics()
                missing += names.filter { metrics.matching($0).isEmpty }
                usleep(100_000)
            }
            #expect(missing.isEmpty, "\(missing.count) of 90")
            try work.signal(SIGKILL)
        }

        /// Seconds of processor that it has had.
        private func usage(_ container: DockerCgroup) throws -> Double {
            let text = try String(contentsOfFile: "\(container.cgroup.directory(of: "cpuacct"))/cpuacct.usage", encoding: .utf8)
            return (Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) / 1e9
        }

        @Test("a container that comes back in a new cgroup has been started again, once each time")
        func restarts() throws {
            let container = try DockerCgroup()
            let weir = try WeirDaemon(watching: [container.cgroup])
            let id = "container:\(container.id)"
            for restarts in 0...2 {
                if restarts > 0 { try container.cgroup.renew() }
                let work = try container.cgroup.start(["/bin/sleep", "60"])
                let topology = try weir.topology(within: 25, "window=2") { $0.node(id)?.metrics?["restarts"] == Double(restarts) }
                #expect(topology.node(id)?.metrics?["restarts"] == Double(restarts))
                try work.signal(SIGKILL)
                try work.wait()
            }
        }

        @Test("connections by unix sockets are edges with their path", arguments: Backend.allCases)
        func unix(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirDaemon(watching: [cgroup], ["--backend", backend.rawValue])
            let scene = try Driver.run("traffic", ["unix"], in: cgroup, as: Scene.self)
            let topology = try weir.topology(within: 10) { $0.sum() == scene.tally }
            #expect(topology.sum() == scene.tally && topology.edges.count == 1)
            let edge = try #require(topology.edges.first)
            #expect(edge.transport == "unix" && edge.path == scene.path && edge.evidence == "both")
            #expect(edge.client.hasSuffix("/drv-client") && edge.server.hasSuffix("/drv-server"))
        }
    }
}
