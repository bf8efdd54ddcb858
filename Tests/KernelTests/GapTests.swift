import Foundation
import Testing

extension KernelTests {
    /// The reader is stopped in the middle of load, more than once. Where records are missing is told, and nothing is made up.
    @Suite struct Gaps {
        @Test("stopped twice under full load, each backend loses times and nothing else, and says where")
        func twice() throws {
            let (cgroup, enough) = (try TestCgroup(), Signal())
            let runs = try Backend.allCases.map { ($0, try WeirRun(watching: cgroup, backend: $0)) }
            let flood = try Driver("flood", ["--until", enough.path, "--connections", "16"], in: cgroup)
            for _ in 0..<2 { try Self.stop(runs.map(\.1), seconds: 5) }
            try enough.give()
            let count = try flood.line(as: FloodCount.self)
            try flood.child.succeed()
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)

            for (backend, run) in runs {
                let report = try run.stop()
                expectLossToTheUnit(report)
                #expect(report.sum(toPort: count.port) == count.tally, "\(backend)")
                var all = count.tally
                all += plan.tally
                #expect(Tally(report.summary) == all, "\(backend)")
                expectGaps(report, backend)
            }
        }

        private func expectGaps(_ report: WeirReport, _ backend: Backend) {
            #expect(!report.gaps.isEmpty, "\(backend)")
            #expect(report.gaps.allSatisfy { $0.records > 0 && $0.processor >= 0 && ($0.after ?? "") < $0.time }, "\(backend)")
            // A last word for which its ring had no room waits in a map and is not lost: two for each connection at most.
            let most = report.summary.lost + 2 * report.summary.connections.closed
            let told = report.gaps.map(\.records).reduce(0, +)
            #expect(told > 0 && told <= most, "\(backend): \(told) in gaps, \(report.summary.lost) lost")
        }

        /// Paced, so that the rings overflow in a stop and the lines of all other requests can be read here.
        @Test("no request that is told spans a stop in which records were lost")
        func requests() throws {
            let (cgroup, enough) = (try TestCgroup(), Signal())
            let runs = try Backend.allCases.map { ($0, try WeirRun(watching: cgroup, backend: $0, ["--requests"])) }
            let flood = try Driver("flood", ["--until", enough.path, "--connections", "64", "--pause-us", "2000"], in: cgroup)
            try Self.stop(runs.map(\.1), seconds: 5)
            try enough.give()
            let count = try flood.line(as: FloodCount.self)
            try flood.child.succeed()

            for (backend, run) in runs {
                let report = try run.stop()
                expectLossToTheUnit(report)
                #expect(Tally(report.summary) == count.tally, "\(backend)")
                #expect(report.requests.count < count.requests, "\(backend): the times of some are lost")
                let gap = try #require(report.gaps.max { $0.records < $1.records }, "\(backend)")
                let (begin, end) = (try seconds(try #require(gap.after)), try seconds(gap.time))
                let spans = try report.requests.map { (end: try seconds($0.time), time: $0.requestTime) }
                #expect(spans.contains { $0.end < begin } && spans.contains { $0.end - $0.time > end }, "\(backend): before and after it")
                #expect(!spans.contains { $0.end - $0.time < begin && $0.end > end }, "\(backend)")
            }
        }

        /// All at once, in the middle of what they read.
        private static func stop(_ runs: [WeirRun], seconds: UInt32) throws {
            for run in runs { try run.nextStatus() }
            for run in runs { try run.signal(SIGSTOP) }
            sleep(seconds)
            for run in runs { try run.signal(SIGCONT) }
            for run in runs { try run.nextStatus() }
        }

        /// Since 1970, of `2026-11-22T09:00:01.204518000Z`.
        private func seconds(_ timestamp: String) throws -> Double {
            guard let fraction = Double("0" + timestamp.dropFirst(19).dropLast()) else { throw LabError("no time: \(timestamp)") }
            return try Date(timestamp.prefix(19) + "Z", strategy: .iso8601).timeIntervalSince1970 + fraction
        }
    }
}
