import Foundation
import Testing

extension KernelTests {
    /// How a run begins and ends.
    @Suite struct Ends {
        @Test("an interrupt and a termination end with the summary and status 0", arguments: [SIGINT, SIGTERM], ["--json", "--no-color"])
        func signals(number: Int32, form: String) throws {
            let cgroup = try TestCgroup()
            let weir = try Child([Lab.weir(), "live", "--interval", "100ms", "--cgroup", cgroup.path, form])
            #expect(try weir.output.first(within: 30) { $0.contains("status") || $0.contains("nothing moved") } != nil)
            try weir.signal(number)
            #expect(try weir.wait() == 0)
            let summary = form == "--json" ? #"{"type":"summary""# : "lost: 0 of "
            #expect(weir.output.all.suffix(2).contains { $0.hasPrefix(summary) })
            #expect(weir.errors.all.isEmpty)
        }

        @Test("--duration ends with the summary, which has all that happened", arguments: Backend.allCases)
        func duration(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend, ["--duration", "3s"])
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            let report = try weir.finish()
            #expect(Tally(report.summary) == plan.tally)
        }

        @Test("the last bytes of a run are in its summary, however soon it ends", arguments: Backend.allCases)
        func atOnce(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend, ["--interval", "1s"])
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            let report = try weir.stop()
            #expect(report.sum() == plan.tally)
        }

        @Test("weir check finds that live works here, by either backend, and says why")
        func check() throws {
            struct Finding: Decodable {
                var type: String
                var name, state, meaning: String?
                var live: Bool?
            }
            let lines = try Child.run([Lab.weir(), "check", "--json"]).split(separator: "\n")
            let findings = try lines.map { try JSONDecoder().decode(Finding.self, from: Data($0.utf8)) }
            #expect(findings.last?.type == "result" && findings.last?.live == true)
            let capabilities = findings.filter { $0.type == "capability" }
            #expect(capabilities.count == findings.count - 1)
            #expect(capabilities.allSatisfy { $0.name != nil && $0.meaning != nil && ["ok", "degraded", "no"].contains($0.state) })
            for backend in Backend.allCases { #expect(capabilities.contains { $0.name == "\(backend) backend" && $0.state == "ok" }) }
            #expect(try Child.run([Lab.weir(), "check"]).contains("weir live works here"))
        }
    }
}
