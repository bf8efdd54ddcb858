import Foundation
import Testing

extension KernelTests {
    /// What weir needs to be allowed, and what it keeps.
    @Suite struct Privileges {
        @Test("a user who is not root and has CAP_BPF and CAP_PERFMON alone counts everything", arguments: Backend.allCases)
        func enough(backend: Backend) throws {
            let (nobody, cgroup) = (try Nobody(), try TestCgroup())
            let weir = try WeirRun(["--cgroup", cgroup.path, "--backend", backend.rawValue]) { command in
                try nobody.start(Array(command.dropFirst()), with: ["bpf", "perfmon"])
            }
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            let report = try weir.stop()

            #expect(Tally(report.summary) == plan.tally)
            for flow in report.flows where flow.requests > 0 {
                #expect(flow.client?.process?.name == "drv-client" && flow.server?.process?.name == "drv-server")
                #expect(flow.client?.cgroup == cgroup.path && flow.observed == "both")
            }
        }

        @Test(
            "where one of the two is missing, weir says so and ends with status 1",
            arguments: ["auto", "socket", "syscall"], [["bpf"], ["perfmon"], []])
        func notEnough(backend: String, capabilities: [String]) throws {
            let (nobody, cgroup) = (try Nobody(), try TestCgroup())
            let weir = try nobody.start(["live", "--cgroup", cgroup.path, "--backend", backend, "--duration", "1s"], with: capabilities)
            #expect(try weir.wait() == 1)
            let missing = ["bpf", "perfmon"].filter { !capabilities.contains($0) }
            for capability in missing { #expect(weir.errors.text.contains("CAP_\(capability.uppercased())")) }
            #expect(weir.errors.all.count == 1 && weir.output.all.isEmpty)
        }

        /// Of no use to anybody who takes it over: at most it may trace, look into `/proc`, and that only where it must.
        @Test(
            "once it captures, no thread of weir has more than it needs, may get more, or may call what it has no use for",
            arguments: Backend.allCases)
        func confined(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend)
            let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(weir.pid)/task")
            let states = try threads.map { try Self.status("/proc/\(weir.pid)/task/\($0)/status") }
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            let report = try weir.stop()

            #expect(Tally(report.summary) == plan.tally, "and it captures on")
            let (readSearch, ptrace, perfmon, bpf) = (1 << 2, 1 << 19, 1 << 38, 1 << 39)
            for state in states {
                for set in ["CapPrm", "CapEff", "CapInh", "CapAmb"] {
                    let held = try #require(state[set].flatMap { Int($0, radix: 16) })
                    #expect(held & ~(readSearch | ptrace | perfmon | bpf) == 0, "\(set) \(state[set] ?? "")")
                }
                #expect(state["NoNewPrivs"] == "1" && state["Seccomp"] == "2")
            }
        }

        /// `NoNewPrivs:	1`
        private static func status(_ file: String) throws -> [String: String] {
            let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
            let fields = lines.map { $0.split(separator: ":", maxSplits: 1) }.filter { $0.count == 2 }
            return Dictionary(fields.map { (String($0[0]), $0[1].trimmingCharacters(in: .whitespaces)) }) { $1 }
        }
    }
}
