import Foundation
import Testing

extension KernelTests {
    /// Clusters, tasks and containers come and go.
    @Suite struct NamesChanges {
        private static let evidence = ["cgroup", "mesos-master", "marathon"]
        /// Until Marathon's own word has come, the task's id tells the app.
        private static func isKnown(_ end: Endpoint?) -> Bool {
            end?.evidence == evidence || end?.evidence == ["cgroup", "mesos-master", "id"]
        }

        private static let slowFlood = ["--connections", "1", "--pause-us", "5000"]

        /// Where the next one is: the same place for one that is started anew, another one for another.
        enum Next: String, CaseIterable, CustomTestStringConvertible {
            case same, other
            var testDescription: String { rawValue }
        }

        @Test(
            "names survive a leader that dies, new traffic has them too, and the next leader's new task is named within 5 s",
            arguments: Next.allCases)
        func leader(next place: Next) throws {
            let (old, new, end) = (try MesosContainer(), try MesosContainer(), Signal())
            let (web, next) = (MarathonTask("/shop/web"), MarathonTask("/shop/next"))
            let first = try Cluster.master()
            try first.tell(web.line(old.id))
            let weir = try WeirRun(["--cgroup", old.cgroup.path, "--cgroup", new.cgroup.path])
            let flood = try Driver("flood", ["--until", end.path] + Self.slowFlood, in: old.leaf)
            try weir.flow(within: 5) { $0.client?.isNamed(web) == true && $0.client?.evidence == Self.evidence }

            try first.die()
            sleep(8) // long enough for weir to ask the dead one more and more seldom
            let server = try BriefServer(in: old.leaf)
            try server.ask(from: old.leaf)
            try weir.nextStatus()

            let later = try Driver("flood", ["--until", end.path] + Self.slowFlood, in: new.leaf)
            let second = try Cluster.master(port: place == .same ? first.ports["master"] : nil)
            try second.tell(web.line(old.id), next.line(new.id))
            let found = try weir.flow(within: 5) { $0.client?.isNamed(next) == true && $0.client?.evidence == Self.evidence }
            try end.give()
            let counts = try [flood, later].map { driver in
                try driver.child.succeed()
                return try driver.line(as: FloodCount.self)
            }
            let brief = try server.stop()
            let report = try weir.stop()

            #expect(found.client?.cgroup == new.leaf.path)
            let known = report.flows.filter { $0.client?.cgroup == old.leaf.path }.drop { $0.client?.evidence != Self.evidence }
            #expect(known.allSatisfy { $0.client?.isNamed(web) == true && $0.server?.isNamed(web) == true })
            #expect(known.allSatisfy { $0.client?.evidence == Self.evidence })
            #expect(Set(known.map(\.client?.process?.name)) == ["drv-client", "briefly"])
            #expect(report.sum(toPort: server.port).requests == brief.requests && brief.requests == 1)
            for count in counts { #expect(report.sum(toPort: count.port) == count.tally) }
        }

        /// Whoever tells of a task may be slower than its life.
        @Test("tasks whose containers live a tenth of a second are named, told of before or after", arguments: TestCgroup.versions)
        func brief(version: TestCgroup.Version) throws {
            let pod = try MesosContainer(version)
            let cluster = try Cluster.master()
            let server = try BriefServer(in: pod.leaf)
            let weir = try WeirRun(["--cgroup", pod.cgroup.path, "--interval", "2s"])
            try weir.nextStatus()
            let tasks = (1...6).map { MarathonTask("/mayfly/n\($0)") }
            for (number, task) in tasks.enumerated() {
                let isEarly = number.isMultiple(of: 2)
                let line = try autoreleased { () -> String in
                    let container = try pod.nested()
                    let line = task.line(container.id)
                    if isEarly { try cluster.tell(line) }
                    try server.ask(from: container.leaf)
                    return line
                }
                if !isEarly { try cluster.tell(line) }
                try cluster.tell("end id=\(task.id)")
            }
            try weir.nextStatus()
            try weir.nextStatus()
            let count = try server.stop()
            let report = try weir.stop()

            #expect(count.requests == tasks.count)
            let flows = report.flows(toPort: server.port).filter { $0.requests > 0 }
            #expect(report.sum(toPort: server.port).requests == tasks.count)
            for task in tasks {
                let its = flows.filter { $0.client?.task?.id == task.id }
                #expect(its.map(\.requests) == [1], "\(task.app)")
                #expect(its.allSatisfy { $0.client?.isNamed(task) == true }, "\(task.app)")
                #expect(its.allSatisfy { Self.isKnown($0.client) }, "\(task.app)")
            }
        }

        @Test("an agent that comes late and alone names its tasks within 5 s, and does so again after it was gone", arguments: Next.allCases)
        func agent(next place: Next) throws {
            let (first, second, end) = (try MesosContainer(), try MesosContainer(), Signal())
            let weir = try WeirRun(["--cgroup", first.cgroup.path, "--cgroup", second.cgroup.path])
            let floods = try [first, second].map { try Driver("flood", ["--until", end.path] + Self.slowFlood, in: $0.leaf) }
            let tasks = [MarathonTask("/shop/web"), MarathonTask("/shop/next")]
            var port: Int?
            for (container, task) in zip([first, second], tasks) {
                let agent = try Cluster("mesos-agent", port: port)
                if place == .same { port = agent.ports["agent"] }
                try agent.tellOfItself()
                try agent.tell(task.line(container.id))
                let flow = try weir.flow(within: 5) { $0.client?.task?.id == task.id }
                #expect(flow.client?.host == Cluster.host && flow.client?.task == task.told)
                #expect(flow.client?.app == Endpoint.App(id: task.app, kind: "marathon"))
                #expect(flow.client?.evidence == ["cgroup", "mesos-agent", "id"])
                try agent.die()
                sleep(8)
            }
            try end.give()
            for flood in floods { try flood.child.succeed() }
            let counts = try floods.map { try $0.line(as: FloodCount.self) }
            let report = try weir.stop()
            for count in counts { #expect(report.sum(toPort: count.port) == count.tally) }
        }
    }
}

/// What it makes is gone when it returns.
private func autoreleased<Value>(_ body: () throws -> Value) rethrows -> Value { try body() }
