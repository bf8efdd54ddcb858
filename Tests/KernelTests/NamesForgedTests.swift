import Testing

extension KernelTests {
    /// Processes that claim to be others.
    @Suite struct NamesForged {
        private static let victim = MarathonTask("/bank")
        private static let claims = ["MESOS_TASK_ID=\(victim.id)", "MARATHON_APP_ID=\(victim.app)", "MESOS_FRAMEWORK_ID=\(Cluster.framework)"]

        private static let evidence = ["cgroup", "mesos-master", "marathon"]

        private func lie(_ driver: String, _ arguments: [String] = [], in cgroup: TestCgroup) throws -> Child {
            try cgroup.start([Lab.tool("env")] + Self.claims + [Lab.driver(driver)] + arguments)
        }

        @Test("the environment of a process in another task's container renames nobody")
        func environment() throws {
            let (container, bank) = (try MesosContainer(), try MesosContainer())
            let web = MarathonTask("/shop/web")
            let cluster = try Cluster.master()
            try cluster.tell(web.line(container.id), Self.victim.line(bank.id))
            let weir = try WeirRun(["--cgroup", container.cgroup.path])
            let honest = try Driver("flood", ["--requests", "300", "--pause-us", "5000"], in: container.leaf)
            try weir.flow(within: 5) { $0.client?.isNamed(web) == true && $0.client?.evidence == Self.evidence }
            _ = try honest.lines(as: FloodCount.self)
            let liar = try lie("exact", in: container.leaf)
            try liar.succeed()
            try weir.nextStatus()
            let report = try weir.stop()

            let flows = report.flows.filter { $0.client?.process?.name == "drv-client" }.drop { $0.client?.evidence != Self.evidence }
            #expect(!flows.isEmpty)
            for end in flows.flatMap({ $0.connections.failed > 0 ? [$0.client] : [$0.client, $0.server] }) {
                #expect(end?.isNamed(web) == true && end?.hint == nil)
                #expect(end?.evidence == Self.evidence)
            }
            #expect(report.flows.allSatisfy { $0.client?.app?.id != Self.victim.app && $0.client?.task?.id != Self.victim.id })
        }

        @Test("where nobody else knows, it is a hint, and gone once the cluster speaks")
        func hint() throws {
            let (container, end) = (try MesosContainer(), Signal())
            let weir = try WeirRun(["--cgroup", container.cgroup.path])
            let liar = try lie("flood", ["--until", end.path, "--connections", "1", "--pause-us", "5000"], in: container.leaf)
            let hinted = try weir.flow(within: 30) { $0.client?.app != nil }
            #expect(hinted.client?.hint == true && hinted.client?.app?.id == Self.victim.app)
            #expect(hinted.client?.evidence == ["cgroup", "environment"])

            let web = MarathonTask("/shop/web")
            let cluster = try Cluster.master()
            try cluster.tell(web.line(container.id))
            let named = try weir.flow(within: 5) { $0.client?.isNamed(web) == true && $0.client?.evidence == Self.evidence }
            #expect(named.client?.hint == nil)
            try end.give()
            try liar.succeed()
            let report = try weir.stop()
            let later = report.flows.drop { $0.client?.isNamed(web) != true }
            #expect(later.allSatisfy { $0.client?.app?.id == web.app && $0.client?.hint == nil })
        }
    }
}
