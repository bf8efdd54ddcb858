import Testing

extension KernelTests {
    /// Services end and are started anew while somebody watches: their cgroups are others then, at the same paths.
    @Suite struct Restarts {
        /// In one v1 hierarchy alone, by its directory there; `nil`: by its path, wherever.
        private static let places = [nil] + ["freezer"].filter(TestCgroup.controllers.contains)

        @Test("a watched cgroup that is taken away and made again is watched again, at once", arguments: Backend.allCases, places)
        func renewed(backend: Backend, controller: String?) throws {
            let cgroup = try controller.map { try TestCgroup(only: $0) } ?? TestCgroup()
            let filter = try controller.map(cgroup.directory) ?? cgroup.path
            let weir = try WeirRun(["--cgroup", filter, "--backend", backend.rawValue])
            var all = Tally()
            for _ in 0..<3 {
                all += try Driver.run("exact", in: cgroup, as: ExactPlan.self).tally
                try cgroup.renew()
            }
            all += try Driver.run("exact", in: cgroup, as: ExactPlan.self).tally
            let report = try weir.stop()

            #expect(Tally(report.summary) == all)
            #expect(report.summary.lost == 0)
        }

        @Test("so is one below a watched slice, made after the capture began; its namesake elsewhere is not", arguments: Backend.allCases)
        func belowSlice(backend: Backend) throws {
            let (slice, elsewhere) = (try TestCgroup(), try TestCgroup())
            let weir = try WeirRun(watching: slice, backend: backend)
            let (service, namesake) = (try slice.child("web.service"), try elsewhere.child("web.service"))
            var all = try Driver.run("exact", in: service, as: ExactPlan.self).tally
            _ = try Driver.run("exact", in: namesake, as: ExactPlan.self)
            try service.renew()
            try namesake.renew()
            all += try Driver.run("exact", in: service, as: ExactPlan.self).tally
            _ = try Driver.run("exact", in: namesake, as: ExactPlan.self)
            let report = try weir.stop()

            #expect(Tally(report.summary) == all)
            #expect(report.flows.allSatisfy { $0.client?.cgroup == service.path })
        }

        @Test("a slice that is taken away with all in it and made again has its services watched again", arguments: Backend.allCases)
        func wholeSlice(backend: Backend) throws {
            let slice = try TestCgroup()
            let weir = try WeirRun(watching: slice, backend: backend)
            var all = Tally()
            for round in 0..<2 {
                if round > 0 { try slice.renew() } // the service below it has gone with its owner
                all += try Driver.run("exact", in: slice.child("web.service"), as: ExactPlan.self).tally
            }
            let report = try weir.stop()
            #expect(Tally(report.summary) == all)
        }

        /// The connections stay: only who uses them is somewhere else.
        @Test("a process that is moved out of the watched cgroup is counted up to then", arguments: Backend.allCases)
        func movedOut(backend: Backend) throws {
            let (watched, outside, gate) = (try TestCgroup(), try TestCgroup(), Signal())
            let weir = try WeirRun(watching: watched, backend: backend)
            let driver = try Driver("older", [gate.path], in: watched)
            let before = try driver.line(as: Older.Phase.self)
            try outside.take(from: watched)
            try gate.give()
            let after = try driver.line(1, as: Older.Phase.self)
            try driver.child.succeed()
            let plan = try Driver.run("exact", in: watched, as: ExactPlan.self)
            let report = try weir.stop()

            #expect(after.tcpRequests > 0 && after.udpRequests > 0 && after.unixRequests > 0)
            let tcp = Tally(requests: before.tcpRequests, sent: before.tcpSent, received: before.tcpReceived, opened: before.tcpConnections)
            #expect(report.sum(toPort: before.tcpPort) == tcp)
            let udp = Tally(requests: before.udpRequests, sent: before.udpSent, received: before.udpReceived, opened: 1)
            #expect(report.sum(toPort: before.udpPort, "udp") == udp)
            let unix = Tally(requests: before.unixRequests, sent: before.unixSent, received: before.unixReceived, opened: 1)
            #expect(report.sum { $0.transport == "unix" } == unix)
            #expect(report.sum(toPort: plan.port4).requests == plan.requests4, "the capture goes on")
        }
    }
}
