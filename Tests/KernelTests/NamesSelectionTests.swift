import Testing

extension KernelTests {
    /// `--app`, `--task`, `--framework`, `--label` and `--group-by`, live.
    @Suite struct NamesSelection {
        private static let batch = "c0ffee00-0000-4000-8000-000000000001-0001"

        @Test("--app, begun before there is such a task, has the task's traffic once it comes, and no other's", arguments: Backend.allCases)
        func later(backend: Backend) throws {
            let cluster = try Cluster.master()
            let weir = try WeirRun(["--app", "/shop/web", "--backend", backend.rawValue])
            let (one, other) = (try MesosContainer(), try MesosContainer())
            let (web, db) = (MarathonTask("/shop/web"), MarathonTask("/shop/db"))
            _ = try Driver.run("exact", in: one.leaf, as: ExactPlan.self)
            try cluster.tell(db.line(other.id), web.line(one.id))
            try weir.knows(web, in: one)
            let hidden = try Driver.run("exact", in: other.leaf, as: ExactPlan.self)
            let plan = try Driver.run("exact", in: one.leaf, as: ExactPlan.self)
            let report = try weir.stop()

            let expected = Tally(requests: plan.requests4, unanswered: 1, sent: plan.sent4, received: plan.received4, opened: plan.opened4)
            #expect(report.sum(toPort: plan.port4) == expected)
            #expect(report.sum(toPort: plan.port6).requests == plan.requests6)
            #expect(report.flows.allSatisfy { $0.client?.task?.id == web.id && $0.client?.cgroup == one.leaf.path })
            #expect(report.flows(toPort: hidden.port4).isEmpty && report.flows(toPort: hidden.port6).isEmpty)
        }

        @Test("each filter by name is those that it names, to the request; values of one kind add up, kinds narrow")
        func filters() throws {
            let cluster = try Cluster.master()
            let (one, other, nested) = (try MesosContainer(), try MesosContainer(), try MesosContainer())
            let (web, db) = (MarathonTask("/shop/web"), MarathonTask("/bank/db"))
            try cluster.tell(
                "framework id=\(Self.batch) name=batch", web.line(one.id, "label.team=red"), db.line(other.id, "label.team=blue"),
                "task id=night.1 name=night framework=\(Self.batch) agent=\(Cluster.agent) container=\(nested.id) label.team=red")
            let (webs, dbs, nights) = (1, 2, 4)
            let runs = try [
                (["--task", web.id], webs), (["--task", db.name], dbs), (["--task", "night", "--task", web.id], webs + nights),
                (["--framework", "batch"], nights), (["--framework", Cluster.framework], webs + dbs),
                (["--label", "team=red"], webs + nights), (["--label", "team"], webs + dbs + nights),
                (["--app", "/shop/*"], webs), (["--app", "bank/db", "--app", "/shop/web"], webs + dbs),
                (["--framework", "marathon", "--label", "team=red"], webs), (["--app", "/bank/db", "--label", "team=red"], 0),
            ].map { filter, expected in (filter, expected, try WeirRun(filter)) }
            let plans = try [one, other, nested].map { try Driver.run("exact", in: $0.leaf, as: ExactPlan.self) }

            for (filter, expected, run) in runs {
                let report = try run.stop()
                var sum = Tally()
                for (number, plan) in plans.enumerated() where expected & 1 << number != 0 { sum += plan.tally }
                #expect(Tally(report.summary) == sum, "\(filter)")
            }
        }

        @Test("--group-by app and framework: instances and processes are one row, which has what is common and no more")
        func groups() throws {
            let cluster = try Cluster.master()
            let (first, second, base) = (try MesosContainer(), try MesosContainer(), try MesosContainer())
            let (web, web2, db) = (MarathonTask("/shop/web"), MarathonTask("/shop/web"), MarathonTask("/shop/db"))
            try cluster.tell(web.line(first.id), web2.line(second.id), db.line(base.id))
            let server = try BriefServer(in: base.leaf)
            let cgroups = [first, second, base].flatMap { ["--cgroup", $0.cgroup.path] }
            let runs = try ["app", "framework", "task", "container"].map { level in
                (level, try WeirRun(cgroups + ["--group-by", level, "--interval", "2s"]))
            }
            // All names are there within a second; they count at the interval's end.
            for _ in 0..<5 { for client in [first, second] { try server.ask(from: client.leaf) } }
            for (_, run) in runs { try run.nextStatus() }
            let count = try server.stop()
            let reports = try runs.map { ($0, try $1.stop()) }

            #expect(count.requests == 10)
            for (level, report) in reports {
                let flows = report.flows(toPort: server.port).filter { $0.requests > 0 }
                #expect(flows.map(\.requests).reduce(0, +) == 10, "\(level)")
                #expect(flows.allSatisfy { $0.client?.process == nil && $0.server?.process == nil }, "\(level)")
                let intervals = Set(flows.map(\.time)).count
                let clients = Set(flows.map(\.client?.workload)), servers = Set(flows.map(\.server?.workload))
                switch level {
                case "app":
                    #expect(flows.count == intervals && clients == ["/shop/web"] && servers == ["/shop/db"])
                    #expect(flows.allSatisfy { $0.client?.app?.id == "/shop/web" && $0.client?.task == nil && $0.client?.container == nil })
                case "framework":
                    #expect(flows.count == intervals && clients == ["marathon"] && servers == ["marathon"])
                    #expect(flows.allSatisfy { $0.client?.task?.framework == "marathon" && $0.client?.app == nil })
                case "task":
                    #expect(clients == [web.id, web2.id] && servers == [db.id])
                    #expect(flows.allSatisfy { $0.server?.isNamed(db) == true })
                default:
                    #expect(Set(flows.map(\.client?.container?.id)) == [first.id, second.id])
                }
            }
        }
    }
}
