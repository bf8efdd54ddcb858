import Testing

extension KernelTests {
    /// Both backends look at the same traffic at once: each is the other's test, and the driver is the test of both.
    @Suite struct Differential {
        /// What a backend does not see. Of `splice_out_server` the client's end tells all.
        private static func blindness(_ backend: Backend, to scene: Scene) -> Blindness {
            switch (backend, scene.scene) {
            case (.socket, "splice_out"): .received
            case (.syscall, "uring_send"), (.syscall, "uring_write"), (.syscall, "aio"): .both
            default: []
            }
        }

        /// No hook of the socket backend tells that a datagram socket closes.
        private static func closes(_ backend: Backend, of scene: Scene) -> Int {
            backend == .socket && scene.transport == "udp" ? 0 : scene.tally.opened
        }

        @Test("both backends tell what happened, of 10,000 short connections and of every hard scene, but for what each cannot see")
        func everything() throws {
            let cgroup = try TestCgroup()
            let runs = try Backend.allCases.map { ($0, try WeirRun(watching: cgroup, backend: $0, ["--requests"])) }
            let scenes = try Driver("traffic", ["all", "--short", "10000"], in: cgroup).lines(as: Scene.self).filter { $0.skipped == nil }
            #expect(scenes.count >= 38 && scenes.map(\.tally.opened).reduce(0, +) > 10_000)
            let reports = try runs.map { backend, run in (backend, try run.stop()) }

            for (backend, report) in reports {
                for scene in scenes { expect(scene, in: report, backend) }
                #expect(Set(report.flows.map(\.service)) == Set(scenes.map(\.service)), "\(backend) tells of nothing else")
                expectSums(of: scenes, in: report.summary, backend)
            }
        }

        private func expect(_ scene: Scene, in report: WeirReport, _ backend: Backend) {
            let blindness = Self.blindness(backend, to: scene)
            let told = blindness.told(of: scene.tally)
            let flows = report.flows.filter { $0.service == scene.service }
            #expect(report.sum { $0.service == scene.service } == told, "\(scene.scene), \(backend)")
            #expect(flows.map(\.connections.closed).reduce(0, +) == Self.closes(backend, of: scene), "\(scene.scene), \(backend)")
            #expect(!flows.contains { $0.older == true }, "\(scene.scene), \(backend)")
            #expect(Set(flows.compactMap { $0.client?.process?.name }) == ["drv-client"], "\(scene.scene), \(backend)")
            let servers: Set<String> = scene.servers.isEmpty ? [] : ["drv-server"]
            #expect(Set(flows.compactMap { $0.server?.process?.name }) == servers, "\(scene.scene), \(backend)")
            let residue = report.residue { $0.service == scene.service }
            #expect(residue.unseen == blindness.unseen(of: scene.tally), "\(scene.scene), \(backend)")
            #expect(residue.earlier == 0 && residue.unread == 0, "\(scene.scene), \(backend)")
            if !scene.isBurst {
                #expect(!flows.contains { $0.partial }, "\(scene.scene), \(backend)")
                expectRequests(told.requests, of: scene, in: report, backend)
            }
        }

        /// One by one, by the processes that did them.
        private func expectRequests(_ count: Int, of scene: Scene, in report: WeirReport, _ backend: Backend) {
            let requests = report.requests.filter { $0.service == scene.service }
            #expect(requests.count == count, "\(scene.scene), \(backend)")
            guard count > 0 else { return }
            #expect(Set(requests.compactMap { $0.client?.process?.pid }) == scene.clients, "\(scene.scene), \(backend)")
            #expect(Set(requests.compactMap { $0.server?.process?.pid }) == scene.servers, "\(scene.scene), \(backend)")
        }

        private func expectSums(of scenes: [Scene], in summary: Summary, _ backend: Backend) {
            let told = scenes.reduce(into: Tally()) { $0 += Self.blindness(backend, to: $1).told(of: $1.tally) }
            #expect(summary.backend == backend)
            #expect(Tally(summary) == told, "\(backend)")
            #expect(summary.connections.closed == scenes.map { Self.closes(backend, of: $0) }.reduce(0, +), "\(backend)")
            #expect(summary.resets == scenes.compactMap(\.aborted).reduce(0, +), "\(backend)")
            #expect(summary.produced == summary.events + summary.lost && summary.lost == summary.lostByCause.ringFull, "\(backend)")
            #expect(summary.malformed == 0 && summary.skippedRuns == 0, "\(backend)")
        }

        @Test(
            "what enters the kernel by the 32-bit door is counted, and the syscall backend says how many calls did",
            arguments: Backend.allCases)
        func compat(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend)
            let scenes = try Driver("traffic", ["int80", "socketcall"], in: cgroup).lines(as: Scene.self)
            let report = try weir.stop()

            #expect(scenes.allSatisfy { $0.skipped == nil }, "this kernel has no 32-bit entry")
            for scene in scenes { #expect(report.sum { $0.service == scene.service } == scene.tally, "\(scene.scene)") }
            // A write and a read on each side.
            let calls = scenes.map { 4 * $0.tally.requests }.reduce(0, +)
            #expect(report.summary.compatCalls == (backend == .syscall ? calls : 0))
        }
    }
}
