import Foundation
import Testing

extension KernelTests {
    /// The reader is stopped until the rings are full. Loss is told to the unit, and whatever is a sum stays whole.
    @Suite struct Overflow {
        @Test(
            "connections that end while the reader is stopped lose records and nothing else",
            arguments: [["--requests", "100000"], ["--requests", "20000", "--connect-each"], ["--requests", "100000", "--connect-each"]])
        func endedMeanwhile(arguments: [String]) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup)
            try weir.signal(SIGSTOP)
            let count = try Driver.run("flood", arguments + ["--connections", "16"], in: cgroup, as: FloodCount.self)
            try weir.signal(SIGCONT)
            let report = try weir.stop()

            expectLossToTheUnit(report)
            #expect(Tally(report.summary) == count.tally)
            #expect(report.sum() == count.tally)
            #expect(report.summary.connections.closed == count.connections)
        }

        @Test("connections that outlive the reader's stop are whole again, and go on being counted")
        func outlives() throws {
            let (cgroup, hold) = (try TestCgroup(), Signal())
            let weir = try WeirRun(watching: cgroup)
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

        @Test("a flow that records of were lost says so, and one without loss does not")
        func partial() throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup)
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

        private func expectLossToTheUnit(_ report: WeirReport, location: SourceLocation = #_sourceLocation) {
            #expect(report.summary.lost > 0, sourceLocation: location)
            #expect(report.summary.produced == report.summary.events + report.summary.lost, sourceLocation: location)
            #expect(report.summary.malformed == 0, sourceLocation: location)
        }
    }
}
