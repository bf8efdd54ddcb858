import Foundation
import Testing

extension KernelTests {
    /// A limit of what weir may use: above it less is told, in declared steps, and every count stays exact.
    @Suite struct Restraint {
        private static let steps = ["full", "no_payload", "no_requests", "totals"]

        @Test(
            "above its limit weir steps down one by one, names each step, and counts on",
            arguments: [["--cpu-limit", "0.01"], ["--memory-limit", "1M"]])
        func down(limit: [String]) throws {
            let (cgroup, enough) = (try TestCgroup(), Signal())
            let runs = try Backend.allCases.map { ($0, try WeirRun(watching: cgroup, backend: $0, limit)) }
            let flood = try Driver("flood", ["--until", enough.path, "--pause-us", "500"], in: cgroup)
            for (_, run) in runs { try run.awaitDetail("totals") }
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            try enough.give()
            let count = try flood.line(as: FloodCount.self)
            try flood.child.succeed()

            var all = count.tally
            all += plan.tally
            for (backend, run) in runs {
                let report = try run.stop()
                #expect(report.details == Self.steps, "\(backend)")
                for meaning in ["no payload is read", "requests are counted, not timed", "only totals of connections are told"] {
                    #expect(run.errors.all.contains { $0.contains(limit[0]) && $0.contains(meaning) }, "\(backend)")
                }
                #expect(run.errors.all.count == 3, "\(backend)")
                // Nothing tells of a request without an answer any more.
                all.unanswered = report.summary.unanswered
                #expect(Tally(report.summary) == all, "\(backend)")
                #expect(report.summary.produced == report.summary.events + report.summary.lost, "\(backend)")
            }
        }

        @Test("when there is room again more is told again, and said so")
        func up() throws {
            let (cgroup, enough) = (try TestCgroup(), Signal())
            // Above what a capture of nothing costs by far, and below what it costs to follow this load.
            let runs = try Backend.allCases.map { ($0, try WeirRun(watching: cgroup, backend: $0, ["--cpu-limit", "10", "--requests"])) }
            let flood = try Driver("flood", ["--until", enough.path, "--pause-us", "500", "--connections", "12"], in: cgroup)
            for (_, run) in runs { try run.awaitDetail { $0 != "full" } }
            try enough.give()
            let count = try flood.line(as: FloodCount.self)
            try flood.child.succeed()
            for (_, run) in runs {
                #expect(try run.errors.first(within: 120) { $0.contains("there is room again") } != nil)
            }
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)

            var all = count.tally
            all += plan.tally
            for (backend, run) in runs {
                let report = try run.stop()
                let details = report.details.compactMap(Self.steps.firstIndex)
                #expect(zip(details, details.dropFirst()).allSatisfy { abs($0 - $1) == 1 }, "\(backend): one step at a time")
                #expect(zip(details, details.dropFirst()).contains { $0 > $1 }, "\(backend): \(report.details)")
                all.unanswered = report.summary.unanswered
                #expect(Tally(report.summary) == all, "\(backend)")
            }
        }
    }
}

extension WeirRun {
    fileprivate func awaitDetail(_ detail: String) throws { try awaitDetail { $0 == detail } }

    /// How much is told is as told: the load must go on until then.
    fileprivate func awaitDetail(_ fits: (String) -> Bool) throws {
        while let status = try nextStatus() {
            if fits(status.detail) { return }
        }
        throw LabError("weir ended: \(errors.text)")
    }
}

extension WeirReport {
    /// How much was told, without repetitions.
    fileprivate var details: [String] {
        statuses.map(\.detail).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
}
