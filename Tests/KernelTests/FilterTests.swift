import Foundation
import Testing

extension KernelTests {
    /// What a filter names is all there, and nothing else, whatever goes on beside it.
    @Suite struct Filters {
        @Test("a directory of a cgroup, v1 or v2, is its own processes and no others", arguments: Backend.allCases, TestCgroup.versions)
        func directory(backend: Backend, version: TestCgroup.Version) throws {
            let (watched, busy) = (try TestCgroup(), try TestCgroup())
            let weir = try WeirRun(["--cgroup", try #require(watched.directory(version)), "--backend", backend.rawValue])
            let flood = try Driver("flood", ["--seconds", "2"], in: busy)
            let plan = try Driver.run("exact", in: watched, as: ExactPlan.self)
            try flood.child.succeed()
            let report = try weir.stop()

            #expect(try flood.line(as: FloodCount.self).requests > 0)
            #expect(Tally(report.summary) == plan.tally)
            #expect(Set(report.flows.compactMap { $0.server?.port }) == [plan.port4, plan.port6, plan.refusedPort])
        }

        @Test("several cgroups add up", arguments: Backend.allCases)
        func several(backend: Backend) throws {
            let cgroups = [try TestCgroup(), try TestCgroup()]
            let weir = try WeirRun(["--backend", backend.rawValue] + cgroups.flatMap { ["--cgroup", $0.path] })
            let plans = try cgroups.map { try Driver.run("exact", in: $0, as: ExactPlan.self) }
            let report = try weir.stop()

            var sum = plans[0].tally
            sum += plans[1].tally
            #expect(Tally(report.summary) == sum)
            #expect(Set(report.flows.compactMap { $0.client?.cgroup }) == Set(cgroups.map(\.path)))
        }

        @Test("a cgroup made below a watched one is watched, however deep, and one made beside it is not", arguments: Backend.allCases)
        func madeLater(backend: Backend) throws {
            let watched = try TestCgroup()
            let weir = try WeirRun(watching: watched, backend: backend)
            let child = try watched.child("later")
            let grandchild = try child.child("deeper")
            let beside = try TestCgroup()
            _ = try Driver.run("exact", in: beside, as: ExactPlan.self)
            let plan = try Driver.run("exact", in: grandchild, as: ExactPlan.self)
            let report = try weir.stop()

            #expect(Tally(report.summary) == plan.tally)
            #expect(report.flows.allSatisfy { $0.client?.cgroup == grandchild.path })
        }

        @Test("--pid is one process of a cgroup", arguments: Backend.allCases)
        func process(backend: Backend) throws {
            let (cgroup, gate) = (try TestCgroup(), try Gate())
            let driver = try Driver("exact", in: cgroup, behind: gate)
            let weir = try WeirRun(watching: cgroup, backend: backend, ["--pid", "\(driver.child.pid)"])
            _ = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            try gate.open()
            try driver.child.succeed()
            let plan = try driver.line(as: ExactPlan.self)
            let report = try weir.stop()

            #expect(Tally(report.summary) == plan.tally)
            #expect(report.flows.allSatisfy { $0.client?.process?.pid == Int(driver.child.pid) && $0.server?.process == nil })
            #expect(report.flows.filter { $0.requests > 0 }.allSatisfy { $0.observed == "client" })
        }

        @Test("--port is that service and no other", arguments: Backend.allCases)
        func port(backend: Backend) throws {
            let (cgroup, gate) = (try TestCgroup(), Signal())
            let driver = try Driver("older", [gate.path], in: cgroup)
            let ready = try driver.line(as: Older.Phase.self)
            let weir = try WeirRun(watching: cgroup, backend: backend, ["--port", "\(ready.tcpPort)"])
            _ = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            try gate.give()
            try driver.child.succeed()
            let done = try driver.line(1, as: Older.Phase.self)
            let report = try weir.stop()

            #expect(Tally(report.summary) == Tally(requests: done.tcpRequests, sent: done.tcpSent, received: done.tcpReceived))
            #expect(report.flows.allSatisfy { $0.server?.port == ready.tcpPort })
        }
    }
}
