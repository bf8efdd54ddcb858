import Foundation
import Testing

extension KernelTests {
    /// How a daemon begins, goes on and ends.
    @Suite struct DaemonEnds {
        @Test("reading the settings again loses no count", arguments: Backend.allCases)
        func reload(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirDaemon(watching: [cgroup], ["--backend", backend.rawValue])
            var all = Tally()
            for _ in 0..<3 {
                all += try Driver.run("exact", in: cgroup, as: ExactPlan.self).tally
                try weir.signal(SIGHUP)
            }
            #expect(try weir.errors.first(within: 10) { $0.contains("settings") } != nil)
            #expect(try weir.topology(within: 10) { $0.sum() == all }.sum() == all)
            #expect(try weir.metrics().sum("weir_flow_requests_total") == Double(all.requests))
        }

        @Test("a termination and an interrupt end it in order, with whoever listens, and take the socket away", arguments: [SIGTERM, SIGINT])
        func signals(number: Int32) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirDaemon(watching: [cgroup])
            let stream = try weir.http.stream("/api/v1/flows/stream")
            #expect(FileManager.default.fileExists(atPath: weir.socket))
            try weir.signal(number)
            #expect(try weir.ended(within: 20) == 0)
            #expect(!FileManager.default.fileExists(atPath: weir.socket))
            #expect(try stream.child.wait(within: 20) == 0)
        }

        @Test("a second one on the same socket is refused with status 1, and the first goes on")
        func second() throws {
            let cgroup = try TestCgroup()
            let weir = try WeirDaemon(watching: [cgroup])
            let second = try Child([Lab.weir(), "daemon", "--cgroup", cgroup.path, "--no-discovery", "--docker-socket", "/nonexistent", "--listen", weir.url])
            #expect(try second.wait(within: 30) == 1)
            #expect(second.errors.text.contains(weir.socket))
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            #expect(try weir.topology(within: 10) { $0.sum() == plan.tally }.sum() == plan.tally)
        }

        @Test("one that is killed leaves no programs in the kernel, and its socket is no hindrance to the next")
        func killed() throws {
            let cgroup = try TestCgroup()
            let weir = try WeirDaemon(watching: [cgroup])
            let programs = try programs(of: weir.pid)
            #expect(!programs.isEmpty)
            try weir.kill()
            for id in programs { #expect(Lab.eventually(within: 10) { (try? Child.run([Lab.tool("bpftool"), "prog", "show", "id", id])) == nil }) }

            let next = try weir.again()
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            #expect(try next.topology(within: 10) { $0.sum() == plan.tally }.sum() == plan.tally)
            #expect(try next.stop() == 0)
        }

        /// By the descriptors that a process holds, the kernel's numbers.
        private func programs(of pid: Int32) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fdinfo").flatMap { file in
                let text = (try? String(contentsOfFile: "/proc/\(pid)/fdinfo/\(file)", encoding: .utf8)) ?? ""
                return text.split(separator: "\n").filter { $0.hasPrefix("prog_id:") }.map { $0.dropFirst(8).filter(\.isNumber) }
            }
        }

        @Test("of a time that it does not know it says so, and what is no time is refused")
        func times() throws {
            let cgroup = try TestCgroup()
            let weir = try WeirDaemon(watching: [cgroup])
            let statuses = [
                ("at=1000&window=10", 503), ("at=2001-01-01T00:00:00Z", 503), ("at=yesterday", 400), ("window=0", 400), ("window=1e9", 400),
                ("window=nan", 400), ("window=-5", 400), ("at=-1", 400), ("window=10", 200), ("at=4000000000", 200), ("", 200),
            ]
            for (query, status) in statuses { #expect(try weir.http.get("/api/v1/topology?\(query)").status == status, "\(query)") }
        }

        @Test("what it may not do it says before it starts, with the status of wrong use", arguments: [
            (["--listen", "0.0.0.0:0"], "TLS"), (["--listen", "[::]:0"], "TLS"), (["--listen", "nowhere"], "nowhere"),
            (["--tls-key", "/etc/hostname"], "--tls-certificate"), (["--interval", "1ms"], "--interval"), (["--log-level", "loud"], "loud"),
        ])
        func wrongUse(arguments: [String], message: String) throws {
            let cgroup = try TestCgroup()
            let weir = try Child([Lab.weir(), "daemon", "--cgroup", cgroup.path, "--no-discovery", "--docker-socket", "/nonexistent"] + arguments)
            #expect(try weir.wait(within: 30) == 2)
            #expect(weir.errors.text.contains(message))
        }
    }
}
