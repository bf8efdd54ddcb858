import Foundation
import Testing

extension KernelTests {
    /// The reader is stopped until the rings are full. Loss is told to the unit, and whatever is a sum stays whole.
    @Suite struct Overflow {
        @Test(
            "connections that end while the reader is stopped lose records and nothing else",
            arguments: [
                (Backend.socket, ["--requests", "100000"]), (.socket, ["--requests", "20000", "--connect-each"]),
                (.socket, ["--requests", "100000", "--connect-each"]),
                (.syscall, ["--requests", "100000"]), (.syscall, ["--requests", "40000", "--connect-each"]),
            ])
        func endedMeanwhile(backend: Backend, arguments: [String]) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend)
            try weir.signal(SIGSTOP)
            let count = try Driver.run("flood", arguments + ["--connections", "16"], in: cgroup, as: FloodCount.self)
            try weir.signal(SIGCONT)
            let report = try weir.stop()

            expectLossToTheUnit(report)
            #expect(Tally(report.summary) == count.tally)
            #expect(report.sum() == count.tally)
            #expect(report.summary.connections.closed == count.connections)
        }

        @Test("a socket whose every attempt is refused while the reader is stopped fails as often as it tried", arguments: Backend.allCases)
        func refusedAgain(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend)
            try weir.signal(SIGSTOP)
            _ = try Driver.run("flood", ["--requests", "100000"], in: cgroup, as: FloodCount.self)
            let count = try Driver.run("refused", ["--sockets", "200", "--attempts", "3"], in: cgroup, as: RefusedCount.self)
            try weir.signal(SIGCONT)
            let report = try weir.stop()

            expectLossToTheUnit(report)
            #expect(report.summary.connections.failed == count.failed)
        }

        @Test("connections that outlive the reader's stop are whole again, and go on being counted", arguments: Backend.allCases)
        func outlives(backend: Backend) throws {
            let (cgroup, hold) = (try TestCgroup(), Signal())
            let weir = try WeirRun(watching: cgroup, backend: backend)
            try weir.signal(SIGSTOP)
            let flood = try Driver("flood", ["--requests", "100000", "--hold", hold.path], in: cgroup)
            let count = try flood.line(as: FloodCount.self)
            try weir.signal(SIGCONT)
            try weir.nextStatus()
            try hold.give()
            try flood.child.succeed()
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            let report = try weir.stop()

            expectLossToTheUnit(report)
            #expect(report.sum(toPort: count.port) == count.tally)
            var both = count.tally
            both += plan.tally
            #expect(Tally(report.summary) == both)
        }

        /// Containers are cgroups of v1's cpu too, or of v2's: the scheduler weighs them as wholes, against weir.
        @Test("a busy container does not keep the reader from reading", arguments: Backend.allCases)
        func busyContainer(backend: Backend) throws {
            let cgroup = TestCgroup.controllers.contains("cpu") ? try TestCgroup(only: "cpu") : try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend)
            let count = try Driver.run("flood", ["--requests", "300000", "--connections", "16"], in: cgroup, as: FloodCount.self)
            let report = try weir.stop()

            #expect(report.summary.lost == 0)
            #expect(Tally(report.summary) == count.tally)
        }

        @Test("a flow that records of were lost says so, and one without loss does not", arguments: Backend.allCases)
        func partial(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend)
            let before = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            try weir.nextStatus()
            try weir.signal(SIGSTOP)
            let count = try Driver.run("flood", ["--requests", "100000"], in: cgroup, as: FloodCount.self)
            try weir.signal(SIGCONT)
            let report = try weir.stop()

            expectLossToTheUnit(report)
            #expect(report.flows(toPort: count.port).contains { $0.partial })
            #expect(!report.flows(toPort: before.port4).contains { $0.partial })
            #expect(report.statuses.map(\.lost).reduce(0, +) == report.summary.lost)
            #expect(report.statuses.map(\.events).reduce(0, +) == report.summary.events)
        }

    }
}

/// Something was lost, and nobody knows better how much.
func expectLossToTheUnit(_ report: WeirReport, location: SourceLocation = #_sourceLocation) {
    #expect(report.summary.lost > 0, sourceLocation: location)
    #expect(report.summary.produced == report.summary.events + report.summary.lost, sourceLocation: location)
    #expect(report.summary.lostByCause.ringFull == report.summary.lost, sourceLocation: location)
    #expect(report.summary.malformed == 0, sourceLocation: location)
}
