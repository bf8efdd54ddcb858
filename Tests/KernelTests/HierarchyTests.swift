import Testing

extension KernelTests {
    /// Hosts on which a container is in one hierarchy of cgroups and at the root of the others.
    @Suite struct Hierarchies {
        /// Those with which each container has its own cgroup, as far as this host has v1.
        private static let controllers = ["freezer", "memory"].filter(TestCgroup.controllers.contains)
        private static let pairs = controllers.count == 2 ? [("freezer", "memory"), ("memory", "freezer")] : []

        enum Form: String, CaseIterable, CustomTestStringConvertible {
            /// `/sys/fs/cgroup/freezer/...`
            case directory
            /// From the root of whatever hierarchy has it.
            case path
            var testDescription: String { rawValue }
        }

        @Test(
            "a process that is in one v1 hierarchy alone is found there, as Mesos has it in freezer when isolators are off",
            arguments: Backend.allCases, controllers)
        func alone(backend: Backend, controller: String) throws {
            let (watched, beside) = (try TestCgroup(only: controller), try TestCgroup(only: controller))
            for form in Form.allCases {
                let filter = form == .path ? watched.path : try watched.directory(of: controller)
                let weir = try WeirRun(["--cgroup", filter, "--backend", backend.rawValue])
                _ = try Driver.run("exact", in: beside, as: ExactPlan.self)
                let plan = try Driver.run("exact", in: watched, as: ExactPlan.self)
                let report = try weir.stop()

                #expect(Tally(report.summary) == plan.tally, "\(form)")
                #expect(report.flows.allSatisfy { $0.client?.cgroup == watched.path }, "\(form)")
            }
        }

        @Test("a directory of one v1 hierarchy is not the one of the same name in another", arguments: pairs)
        func namesake(controller: String, other: String) throws {
            let watched = try TestCgroup(only: controller)
            let namesake = try TestCgroup(only: other, namedAs: watched)
            let weir = try WeirRun(["--cgroup", try watched.directory(of: controller)])
            _ = try Driver.run("exact", in: namesake, as: ExactPlan.self)
            let plan = try Driver.run("exact", in: watched, as: ExactPlan.self)
            let report = try weir.stop()

            #expect(Tally(report.summary) == plan.tally)
        }

        @Test("captures that run at once, each with its own filter and backend, have each its own and nothing of a busy neighbour")
        func atOnce() throws {
            let alone = try Self.controllers.first.map { try TestCgroup(only: $0) } ?? TestCgroup()
            let (cgroups, busy, enough) = ([try TestCgroup(), alone], try TestCgroup(), Signal())
            let runs = try Backend.allCases.flatMap { backend in
                try cgroups.map { (backend, $0.path, try WeirRun(watching: $0, backend: backend)) }
            }
            let flood = try Driver("flood", ["--until", enough.path, "--connections", "4", "--pause-us", "200"], in: busy)
            let plans = try cgroups.map { ($0.path, try Driver.run("exact", in: $0, as: ExactPlan.self).tally) }
            try enough.give()
            let neighbour = try flood.line(as: FloodCount.self)
            try flood.child.succeed()

            #expect(neighbour.requests > 0)
            for (backend, path, run) in runs {
                let report = try run.stop()
                #expect(plans.filter { $0.0 == path }.map(\.1) == [Tally(report.summary)], "\(backend)")
                #expect(!report.flows.contains { $0.server?.port == neighbour.port }, "\(backend)")
            }
        }
    }
}
