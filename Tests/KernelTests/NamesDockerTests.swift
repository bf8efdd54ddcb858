import Foundation
import Testing

extension KernelTests {
    /// Tasks of Mesos' Docker containerizer, in containers of a real Docker: their names carry Mesos' id of them.
    @Suite struct NamesDocker {
        private static let evidence = ["cgroup", "docker", "mesos-master", "marathon"]

        /// A container of this task, with all that Marathon and Mesos give it.
        private static func options(_ task: MarathonTask) -> [String] {
            ["-e", "MARATHON_APP_ID=\(task.app)", "-e", "MESOS_TASK_ID=\(task.id)", "--label", "MESOS_TASK_ID=\(task.id)"]
        }

        private static func name() -> String { "mesos-\(UUID().uuidString.lowercased())" }

        private static func line(_ task: MarathonTask, _ name: String) -> String { task.line(String(name.dropFirst("mesos-".count))) }

        @Test("a task in Docker is named by the cluster, whichever comes first; its container and labels are Docker's")
        func tasks() throws {
            let (docker, names) = (try BrieflyDocker(), [Self.name(), Self.name()])
            let (web, api) = (MarathonTask("/shop/web"), MarathonTask("/shop/api"))
            try docker.startServer(named: names[0], Self.options(web))
            let weir = try WeirRun(["--cgroup", docker.docker.cgroup.path, "--docker-socket", docker.docker.socket, "--requests"])
            let cluster = try Cluster.master()
            try cluster.tell(Self.line(web, names[0]), Self.line(api, names[1]))
            try docker.startServer(named: names[1], Self.options(api))
            try weir.nextStatus()
            sleep(5) // promised of a cluster that is ready
            for (number, name) in names.enumerated() { try docker.ask(name, as: "client\(number)", label: "a=b") }
            let report = try weir.stop()

            #expect(report.sum(toPort: docker.port) == Tally(requests: 2, sent: 22, received: 44, opened: 2))
            let requests = report.requests.filter { $0.server?.port == docker.port }
            #expect(requests.map(\.server?.task?.id) == [web.id, api.id])
            for (request, (task, name)) in zip(requests, zip([web, api], names)) {
                #expect(request.server?.isNamed(task) == true && request.server?.evidence == Self.evidence && request.server?.hint == nil)
                #expect(request.server?.container?.name == name && request.server?.container?.image == "briefly:1")
                #expect(request.server?.labels?["MESOS_TASK_ID"] == task.id && request.client?.task == nil)
            }
        }

        @Test("the label alone names the task where there is no cluster; what a container says of itself in its environment does not")
        func labels() throws {
            let docker = try BrieflyDocker()
            let (web, bank) = (MarathonTask("/shop/web"), MarathonTask("/bank"))
            try docker.startServer(named: "labelled", ["--label", "MESOS_TASK_ID=\(web.id)", "-e", "MESOS_TASK_ID=\(bank.id)"])
            try docker.startServer(named: "boaster", ["-e", "MESOS_TASK_ID=\(bank.id)", "-e", "MARATHON_APP_ID=\(bank.app)"])
            let weir = try WeirRun(["--cgroup", docker.docker.cgroup.path, "--docker-socket", docker.docker.socket])
            for server in ["labelled", "boaster"] { try docker.ask(server, as: "client-of-\(server)", label: "a=b") }
            let report = try weir.stop()

            let flows = report.flows(toPort: docker.port).filter { $0.requests > 0 }
            #expect(flows.map(\.requests).reduce(0, +) == 2)
            #expect(Set(flows.map(\.server?.container?.name)) == ["labelled", "boaster"])
            for flow in flows where flow.server?.container?.name == "labelled" {
                #expect(flow.server?.task?.id == web.id && flow.server?.app == Endpoint.App(id: web.app, kind: "marathon"))
                #expect(flow.server?.evidence == ["cgroup", "docker", "labels"] && flow.server?.hint == nil)
            }
            for flow in flows where flow.server?.container?.name == "boaster" {
                #expect(flow.server?.task == nil && flow.server?.app == nil && flow.server?.evidence == ["cgroup", "docker"])
            }
        }

        @Test("a recording of a task in Docker has its names in a replay, and in sysdig by the names of Mesos and Marathon")
        func recorded() throws {
            let (docker, name, web) = (try BrieflyDocker(), Self.name(), MarathonTask("/shop/web"))
            let cluster = try Cluster.master()
            try cluster.tell(Self.line(web, name))
            try docker.startServer(named: name, Self.options(web))
            let recording = try Recording(watching: docker.docker.cgroup, ["--docker-socket", docker.docker.socket])
            sleep(5)
            for number in 0..<3 { try docker.ask(name, as: "client\(number)", label: "a=b") }
            try recording.stop()

            let flows = try recording.replay().flows(toPort: docker.port)
            #expect(flows.map(\.requests).reduce(0, +) == 3)
            #expect(flows.allSatisfy { $0.server?.isNamed(web) == true && $0.server?.evidence == Self.evidence })
            let grouped = try recording.replay(["--group-by", "app"]).flows(toPort: docker.port)
            #expect(grouped.map(\.requests).reduce(0, +) == 3 && Set(grouped.map(\.server?.workload)) == [web.app])
            let said = try recording.sysdig(
                ["-p", "%mesos.task.id %mesos.task.name %mesos.framework.name %marathon.app.id", "evt.type=accept and evt.dir=<"])
            #expect(Set(said) == ["\(web.id) \(web.name) marathon \(web.app)"], "\(said)")
        }
    }
}
