import Testing

extension KernelTests {
    /// 23 requests on 7 connections over IPv4 and IPv6, one connect refused, one connection aborted with a request unanswered: what the
    /// daemon says of them, wherever it says it.
    @Suite struct DaemonCounts {
        @Test("the topology and the metrics of the daemon have every request, connection, failure and byte", arguments: Backend.allCases)
        func everything(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirDaemon(watching: [cgroup], ["--backend", backend.rawValue])
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            let topology = try weir.topology(within: 10) { $0.sum() == plan.tally }

            #expect(topology.sum() == plan.tally && topology.contradictions.isEmpty)
            #expect(topology.edges.count == 3)
            let (client, server) = ("process:node-1/\(cgroup.path)/drv-client", "process:node-1/\(cgroup.path)/drv-server")
            #expect(topology.ids(of: "process") == [client, server])
            #expect(topology.pairs == [
                "\(client) > \(server) tcp \(plan.port4)", "\(client) > \(server) tcp \(plan.port6)",
                "\(client) > external:127.0.0.1 tcp \(plan.refusedPort)",
            ].sorted())
            #expect(topology.sum(topology.edges(port: plan.port6)) == Tally(
                requests: plan.requests6, sent: plan.sent6, received: plan.received6, opened: plan.opened6))
            #expect(topology.sum(topology.edges(port: plan.refusedPort)) == Tally(failed: 1))
            #expect(topology.edges.map { $0.resets ?? 0 }.reduce(0, +) == plan.aborted)
            #expect(topology.edges.allSatisfy { $0.evidence == ($0.port == plan.refusedPort ? "client" : "both") && $0.partial == nil })
            try check(weir.metrics(), plan)
            let status = try weir.status()
            #expect(status.backend == backend && status.lost == 0 && status.malformed == 0 && status.detail == "full")
            #expect(try weir.stop() == 0)
        }

        private func check(_ metrics: Exposition, _ plan: ExactPlan) {
            let counts = [
                ("weir_flow_requests_total", [:], plan.requests), ("weir_flow_unanswered_total", [:], plan.unanswered),
                ("weir_flow_bytes_total", ["direction": "sent"], plan.sent), ("weir_flow_bytes_total", ["direction": "received"], plan.received),
                ("weir_flow_connections_total", ["result": "opened"], plan.opened),
                ("weir_flow_connections_total", ["result": "closed"], plan.opened),
                ("weir_flow_connections_total", ["result": "failed"], plan.failed), ("weir_flow_resets_total", [:], plan.aborted),
                ("weir_flow_request_duration_seconds_count", [:], plan.requests),
                ("weir_flow_requests_total", ["port": "\(plan.port4)", "client": "drv-client", "server": "drv-server"], plan.requests4),
                ("weir_flow_requests_total", ["port": "\(plan.port6)", "observed": "both"], plan.requests6),
                ("weir_events_lost_total", [:], 0),
            ]
            for (name, labels, count) in counts { #expect(metrics.sum(name, labels) == Double(count), "\(name) \(labels)") }
            #expect(metrics.samples.filter { $0.name.hasPrefix("weir_flow_") || $0.name.hasPrefix("weir_host_") }
                .allSatisfy { $0.labels["host"] == "node-1" })
        }

        @Test("the streams of flows and requests tell each once, and a node's requests are those of its own", arguments: Backend.allCases)
        func streams(backend: Backend) throws {
            let (cgroup, other) = (try TestCgroup(), try TestCgroup())
            let weir = try WeirDaemon(watching: [cgroup, other], ["--backend", backend.rawValue])
            let node = "process:node-1/\(cgroup.path)/drv-server"
            let (flows, requests) = (try weir.http.stream("/api/v1/flows/stream"), try weir.http.stream("/api/v1/requests/stream"))
            let (own, of) = (try weir.http.stream("/api/v1/requests/stream?node=\(node)"), try weir.http.stream("/api/v1/requests/stream?node=host:node-1"))
            try weir.settle() // the streams are known to the capture
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            let more = try Driver.run("exact", in: other, as: ExactPlan.self)
            var both = plan.tally
            both += more.tally
            _ = try weir.topology(within: 10) { $0.sum() == both }
            try weir.settle()

            #expect(try flows.flows().reduce(into: Tally()) { $0 += Tally($1) } == both)
            let told = try requests.requests()
            #expect(told.count == both.requests && told.map(\.bytes.received).reduce(0, +) == both.received)
            #expect(try own.requests().count == plan.requests)
            #expect(try own.requests().allSatisfy { $0.server?.cgroup == cgroup.path && $0.server?.process?.name == "drv-server" })
            #expect(try of.requests().count == both.requests)
        }

        @Test("the flows of the last interval are there for who asks, and a later start is a later count")
        func flows() throws {
            struct Answer: Decodable { var flows: [Flow] }
            let (cgroup, end) = (try TestCgroup(), Signal())
            let weir = try WeirDaemon(watching: [cgroup])
            let flood = try Driver("flood", ["--until", end.path, "--connections", "2", "--pause-us", "2000"], in: cgroup)
            _ = try weir.topology(within: 10) { $0.sum().requests > 0 }
            let flows = try weir.get("/api/v1/flows", as: Answer.self).flows
            #expect(flows.map(\.requests).reduce(0, +) > 0)
            #expect(flows.allSatisfy { $0.client?.process?.name == "drv-client" && $0.server?.process?.name == "drv-server" })
            try end.give()
            let count = try #require(try flood.lines(as: FloodCount.self).first)
            let topology = try weir.topology(within: 10) { $0.sum() == count.tally }
            #expect(topology.sum() == count.tally)
            #expect(topology.edges.allSatisfy { $0.connections.active == 0 && $0.connections.closed == count.connections })

            let again = try { try weir.kill(); return try weir.again() }()
            #expect(try again.topology().sum() == Tally())
            #expect(try again.metrics().matching("weir_flow_requests_total").isEmpty)
        }
    }
}
