import Foundation
import Testing

extension KernelTests {
    /// A Mesos workload recorded: its replay asks no cluster and tells the same names.
    @Suite struct NamesRecord {
        /// Whoever it is, without what is of the moment.
        private struct Who: Hashable {
            var words: [String?]

            init(_ end: Endpoint?) {
                words = [
                    end?.workload, end?.address, end?.host, end?.cgroup, end?.container?.id, end?.task?.id, end?.task?.name, end?.task?.framework,
                    end?.task?.frameworkId, end?.task?.agentId, end?.app?.id, end?.app?.kind, end?.dns, end?.process?.name,
                    end?.labels?.sorted { $0.key < $1.key }.description, end?.evidence?.joined(separator: " "), end?.hint?.description,
                ]
            }
        }

        private struct Pair: Hashable { var client, server: Who }

        private func pairs(_ report: WeirReport, _ port: Int) -> Set<Pair> {
            Set(report.flows(toPort: port).filter { $0.requests > 0 }.map { Pair(client: Who($0.client), server: Who($0.server)) })
        }

        @Test("a replay names tasks, apps, frameworks, hosts and far ends as the live run beside it did")
        func sameAsLive() throws {
            let (hosts, cluster) = (try TwoHosts(), try Cluster.master())
            let (client, base) = (try MesosContainer(), try MesosContainer())
            let (web, db, far) = (MarathonTask("/shop/web"), MarathonTask("/shop/db"), MarathonTask("/far/away"))
            let name = "far.example"
            try cluster.tell(
                "agent id=S7 host=node-7 address=\(TwoHosts.far)", web.line(client.id, "label.team=red"), db.line(base.id),
                far.line(UUID().uuidString.lowercased(), "agent=S7 ports=31000"))
            let servers = try [
                BriefServer(in: base.leaf), BriefServer(at: TwoHosts.far, port: 31000) { try Child(hosts.far($0)) },
                BriefServer(at: TwoHosts.container, port: 8080) { try Child(hosts.far($0)) },
            ]
            let names = try Child(hosts.far([Lab.driver("resolve"), "serve", TwoHosts.far, name, TwoHosts.container]))
            guard try names.errors.first(within: 30, where: { $0.contains("listening") }) != nil else { throw LabError(names.errors.text) }
            let other = ["--cgroup", base.cgroup.path]
            let live = try WeirRun(watching: client.cgroup, backend: .syscall, other)
            let recording = try Recording(watching: client.cgroup, other)
            try live.knows(web, in: client)
            sleep(3) // the recorder has the names by then too
            for _ in 0..<3 {
                try servers[0].ask(from: client.leaf)
                try client.leaf.start(hosts.near([Lab.driver("briefly"), TwoHosts.far, "31000"])).succeed()
                try client.leaf.start(hosts.near([Lab.driver("resolve"), TwoHosts.far, name, "8080"])).succeed()
            }
            let told = try live.stop()
            try recording.stop()
            let replayed = try recording.replay()

            for server in servers {
                let (there, here) = (pairs(told, server.port), pairs(replayed, server.port))
                #expect(there.count == 1 && here == there, "\(server.port)")
                #expect(replayed.sum(toPort: server.port) == told.sum(toPort: server.port))
                #expect(replayed.sum(toPort: server.port).requests == 3)
            }
            #expect(replayed.flows(toPort: 31000).allSatisfy { $0.server?.task?.id == far.id && $0.server?.host == "node-7" })
            #expect(replayed.flows(toPort: 8080).allSatisfy { $0.server?.dns == name })
            #expect(Tally(replayed.summary) == Tally(told.summary))
            for (level, wanted) in [("app", [web.app, db.app]), ("framework", ["marathon", "marathon"]), ("host", [Cluster.host, Cluster.host])] {
                let grouped = try recording.replay(["--group-by", level])
                let flows = grouped.flows(toPort: servers[0].port).filter { $0.requests > 0 }
                #expect(flows.allSatisfy { [$0.client, $0.server].map { $0?.workload ?? "" } == wanted }, "\(level)")
                #expect(grouped.sum(toPort: servers[0].port).requests == 3)
            }
            let chosen = try recording.replay(["--app", db.app])
            #expect(Set(chosen.flows.map(\.server?.app?.id)) == [db.app] && chosen.summary.requests == 3)
        }

        @Test(
            "sysdig names a task of the Mesos containerizer as Mesos does, its processes begun before the recording or later",
            arguments: [false, true])
        func sysdig(isLate: Bool) throws {
            let (container, cluster, web, end) = (try MesosContainer(), try Cluster.master(), MarathonTask("/shop/web"), Signal())
            try cluster.tell(web.line(container.id))
            let begin = {
                let flood = [try Lab.driver("flood"), "--until", end.path, "--connections", "1", "--pause-us", "10000"]
                return try container.leaf.start([Lab.tool("env"), "MESOS_TASK_ID=\(web.id)"] + flood)
            }
            let early = isLate ? nil : try begin()
            let recording = try Recording(watching: container.cgroup)
            sleep(5)
            let process = try early ?? begin()
            sleep(2)
            try end.give()
            try process.succeed()
            try recording.stop()

            let format = "%container.id %mesos.task.id %mesos.task.name %mesos.framework.name %marathon.app.id"
            let said = try recording.sysdig(["-p", format, "evt.io_dir=write and evt.dir=< and evt.rawres>0 and fd.type in (ipv4, ipv6)"])
            #expect(Set(said.suffix(20)) == ["\(container.id) \(web.id) \(web.name) marathon \(web.app)"])
        }

        @Test("a recording of one task's container has the names of the cluster's others nowhere")
        func tenants() throws {
            let (mine, other, cluster) = (try MesosContainer(), try MesosContainer(), try Cluster.master())
            let (web, secret) = (MarathonTask("/shop/web"), MarathonTask("/secret/merger"))
            try cluster.tell(web.line(mine.id), secret.line(other.id, "label.plan=takeover"))
            let recording = try Recording(watching: mine.cgroup)
            sleep(5)
            let plan = try Driver.run("exact", in: mine.leaf, as: ExactPlan.self)
            _ = try Driver.run("exact", in: other.leaf, as: ExactPlan.self)
            try recording.stop()

            let bytes = try Data(contentsOf: URL(fileURLWithPath: recording.file))
            for word in [other.id, secret.id, secret.app, "takeover"] { #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word)") }
            let report = try recording.replay()
            #expect(Tally(report.summary) == plan.tally && report.flows.allSatisfy { $0.client?.isNamed(web) == true })
        }
    }
}
