import Testing

extension KernelTests {
    /// The other end is on another host: the cluster's tables and the answers of DNS say who it is.
    @Suite struct NamesFar {
        private static let agent = "c0ffee00-0000-4000-8000-000000000001-S7"
        private static let container = "0f0f0f0f-0000-4000-8000-000000000001"

        /// What is known of a task on the other host.
        private func isFar(_ end: Endpoint?, _ task: MarathonTask) -> Bool {
            end?.task?.id == task.id && end?.task?.agentId == Self.agent && end?.app == Endpoint.App(id: task.app, kind: "marathon")
                && end?.host == "node-7" && end?.process == nil && end?.hint == nil
                && end?.evidence == ["mesos-master", "marathon"]
        }

        private func line(of task: MarathonTask, _ more: String) -> String { task.line(Self.container, "agent=\(Self.agent) \(more)") }

        @Test("a server elsewhere is the task that has its agent's address and port, or an address of its own; else the host alone")
        func server() throws {
            let (hosts, container, cluster) = (try TwoHosts(), try MesosContainer(), try Cluster.master())
            let (web, db, cache) = (MarathonTask("/shop/web"), MarathonTask("/shop/db"), MarathonTask("/shop/cache"))
            try cluster.tell(
                "agent id=\(Self.agent) host=node-7 address=\(TwoHosts.far)", web.line(container.id), line(of: db, "ports=31000"),
                line(of: cache, "address=\(TwoHosts.container)"))
            let servers = try [(TwoHosts.far, 31000), (TwoHosts.container, 6379), (TwoHosts.far, 22022)].map { address, port in
                try BriefServer(at: address, port: port) { try Child(hosts.far($0)) }
            }
            let weir = try WeirRun(["--cgroup", container.cgroup.path])
            try weir.knows(web, in: container)
            for (address, port) in [(TwoHosts.far, 31000), (TwoHosts.container, 6379), (TwoHosts.far, 22022)] {
                try container.leaf.start(hosts.near([Lab.driver("briefly"), address, "\(port)"])).succeed()
            }
            let report = try weir.stop()

            #expect(try servers.map { try $0.stop().requests } == [1, 1, 1])
            for server in servers {
                let flows = report.flows(toPort: server.port)
                #expect(flows.map(\.requests).reduce(0, +) == 1 && flows.allSatisfy { $0.observed == "client" })
                #expect(flows.allSatisfy { $0.client?.isNamed(web) == true && $0.client?.address == TwoHosts.near })
            }
            #expect(report.flows(toPort: 31000).allSatisfy { isFar($0.server, db) && $0.server?.address == TwoHosts.far })
            #expect(report.flows(toPort: 31000).allSatisfy { $0.server?.workload == "shop/db" })
            #expect(report.flows(toPort: 6379).allSatisfy { isFar($0.server, cache) && $0.server?.address == TwoHosts.container })
            for flow in report.flows(toPort: 22022) {
                #expect(flow.server?.host == "node-7" && flow.server?.workload == "node-7" && flow.server?.evidence == ["mesos-master"])
                #expect(flow.server?.task == nil && flow.server?.app == nil)
            }
        }

        @Test("a client elsewhere is the task that has its address")
        func client() throws {
            let (hosts, container, cluster) = (try TwoHosts(), try MesosContainer(), try Cluster.master())
            let (web, cache) = (MarathonTask("/shop/web"), MarathonTask("/shop/cache"))
            try cluster.tell(
                "agent id=\(Self.agent) host=node-7 address=\(TwoHosts.far)", web.line(container.id),
                line(of: cache, "address=\(TwoHosts.container)"))
            let server = try BriefServer(at: TwoHosts.near, port: 8080) { try container.leaf.start(hosts.near($0)) }
            let weir = try WeirRun(["--cgroup", container.cgroup.path])
            try weir.knows(web, in: container)
            for _ in 0..<3 { try Child(hosts.far([Lab.driver("briefly"), TwoHosts.near, "8080"])).succeed() }
            let count = try server.stop()
            let report = try weir.stop()

            let flows = report.flows(toPort: 8080)
            #expect(count.requests == 3 && flows.map(\.requests).reduce(0, +) == 3)
            for flow in flows {
                #expect(flow.observed == "server" && flow.server?.isNamed(web) == true)
                #expect(isFar(flow.client, cache) && flow.client?.address == TwoHosts.container)
            }
        }

        @Test("who asked DNS for a name has its far end called by it, from an answer of 127 bytes, by either kind of socket",
            arguments: Backend.allCases, [true, false])
        func dns(backend: Backend, isConnected: Bool) throws {
            let (hosts, container) = (try TwoHosts(), try MesosContainer())
            let name = String(repeating: "a", count: 63) + "." + String(repeating: "b", count: 29)
            let server = try BriefServer(at: TwoHosts.far, port: 8080) { try Child(hosts.far($0)) }
            let names = try Child(hosts.far([Lab.driver("resolve"), "serve", TwoHosts.far, name, TwoHosts.far]))
            guard try names.errors.first(within: 30, where: { $0.contains("listening") }) != nil else { throw LabError(names.errors.text) }
            let weir = try WeirRun(watching: container.cgroup, backend: backend)
            let asking = try [Lab.driver("resolve")] + (isConnected ? ["--connected"] : []) + [TwoHosts.far, name, "8080"]
            let asked = Driver(child: try container.leaf.start(hosts.near(asking)))
            let answer = try asked.line(as: Answer.self)
            try asked.child.succeed()
            try container.leaf.start(hosts.near([Lab.driver("briefly"), TwoHosts.far, "8080"])).succeed()
            let count = try server.stop()
            let report = try weir.stop()

            #expect(answer.answer == 127 && count.requests == 2)
            for (process, dns) in [("resolve", name), ("briefly", nil)] {
                let flows = report.flows(toPort: 8080).filter { $0.client?.process?.name == process }
                #expect(flows.map(\.requests).reduce(0, +) == 1)
                #expect(flows.allSatisfy { $0.server?.address == TwoHosts.far && $0.server?.dns == dns && $0.server?.workload == dns })
                #expect(flows.allSatisfy { $0.server?.evidence == dns.map { _ in ["dns"] } })
            }
            let questions = report.sum(toPort: 53, "udp")
            #expect(questions == Tally(requests: 1, sent: 127 - 16, received: 127, opened: 1))
        }

        private struct Answer: Decodable { var answer: Int }
    }
}
