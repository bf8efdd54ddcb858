import Testing

extension KernelTests {
    /// 23 requests on 7 connections over IPv4 and IPv6, one connect refused, one connection aborted with a request unanswered.
    @Suite struct ExactCounts {
        @Test("every request, connection, failure and byte is counted, every time", arguments: Backend.rounds(socket: 10, syscall: 5))
        func everything(backend: Backend, round: Int) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend)
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            let report = try weir.stop()

            #expect(plan.requests == 23 && plan.opened == 7)
            #expect(Tally(report.summary) == plan.tally)
            #expect(report.sum() == plan.tally)
            // The aborted connection is one of those over IPv4.
            #expect(report.sum(toPort: plan.port4) == Tally(
                requests: plan.requests4, unanswered: 1, sent: plan.sent4, received: plan.received4, opened: plan.opened4))
            #expect(report.sum(toPort: plan.port6) == Tally(
                requests: plan.requests6, sent: plan.sent6, received: plan.received6, opened: plan.opened6))
            #expect(report.sum(toPort: plan.refusedPort) == Tally(failed: 1))
            #expect(report.summary.connections.closed == plan.opened && report.summary.resets == plan.aborted)
            #expect(report.summary.backend == backend)
            #expect(report.summary.produced == report.summary.events)
            #expect(report.summary.lost == 0 && report.summary.malformed == 0 && report.summary.skippedRuns == 0)
        }

        @Test("a flow of which both ends are here is told once, with the names of both", arguments: Backend.allCases)
        func both(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend)
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            let report = try weir.stop()

            let answered = report.flows.filter { $0.server?.port != plan.refusedPort }
            #expect(!answered.isEmpty)
            for flow in answered {
                #expect(flow.observed == "both")
                #expect(flow.client?.process?.name == "drv-client")
                #expect(flow.server?.process?.name == "drv-server")
                #expect(flow.client?.cgroup == cgroup.path && flow.server?.cgroup == cgroup.path)
                #expect(!flow.partial && flow.older == nil)
            }
        }

        @Test("the same counts come from an end of which the other is not watched", arguments: Backend.allCases)
        func oneEnd(backend: Backend) throws {
            let (servers, clients) = (try TestCgroup(), try TestCgroup())
            for (watched, observed) in [(servers, "server"), (clients, "client")] {
                let weir = try WeirRun(watching: watched, backend: backend)
                let server = try BriefServer(in: servers)
                for _ in 0..<3 { try server.ask(from: clients) }
                let count = try server.stop()
                let report = try weir.stop()

                #expect(count.requests == 3)
                #expect(Tally(report.summary) == Tally(requests: 3, sent: count.sent, received: count.received, opened: 3))
                #expect(report.sum(toPort: server.port) == Tally(report.summary))
                #expect(report.flows.filter { $0.requests > 0 }.allSatisfy { $0.observed == observed })
            }
        }

        @Test("counts need no payload, and the most of it changes none", arguments: Backend.allCases, [0, 512])
        func payload(backend: Backend, bytes: Int) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend, ["--payload", "\(bytes)"])
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            let report = try weir.stop()
            #expect(Tally(report.summary) == plan.tally)
        }

        @Test("two captures at once count the same, and neither disturbs the other", arguments: Backend.allCases)
        func twice(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let (first, second) = (try WeirRun(watching: cgroup, backend: backend), try WeirRun(watching: cgroup, backend: backend))
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            #expect(Tally(try first.stop().summary) == plan.tally)
            let later = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            var both = plan.tally
            both += later.tally
            #expect(Tally(try second.stop().summary) == both)
        }

        @Test("every line is one object whose type comes first", arguments: Backend.allCases)
        func lines(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend, ["--requests"])
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            let report = try weir.stop()

            #expect(weir.lines.allSatisfy { $0.hasPrefix(#"{"type":""#) && !$0.contains(#":"""#) })
            #expect(report.requests.count == plan.requests)
            #expect(report.requests.map(\.bytes.received).reduce(0, +) == plan.received)
            #expect(report.requests.map(\.bytes.sent).reduce(0, +) == plan.sent - plan.unansweredSent)
        }
    }
}
