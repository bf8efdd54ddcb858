import Foundation
import Testing

extension KernelTests {
    /// Real containers of a real Docker.
    @Suite struct Docker {
        @Test("every request that wrk reports to nginx in a container is counted, and nginx itself agrees")
        func nginx() throws {
            let docker = try PrivateDocker()
            let nginx = try NginxContainer(docker, name: "web")
            let weir = try WeirRun(["--container", "web", "--docker-socket", docker.socket])
            let wrk = try nginx.underWrk(connections: 16, seconds: 3)
            let logged = try nginx.stop()
            let report = try weir.stop()

            #expect(wrk > 1000)
            #expect(report.summary.requests >= wrk && report.summary.requests <= wrk + 16)
            #expect(report.summary.requests + report.summary.unanswered == logged)
            #expect(report.summary.lost == 0)
            let flows = report.flows(toPort: 80)
            #expect(flows.map(\.requests).reduce(0, +) == report.summary.requests)
            for flow in flows {
                #expect(flow.server?.container == Endpoint.Container(id: nginx.id, name: "web", image: "nginx:1", runtime: "docker"))
                #expect(flow.server?.process?.name == "nginx")
                #expect(flow.server?.cgroup == "\(docker.cgroup.path)/\(nginx.id)")
                #expect(flow.server?.address == nginx.address)
                #expect(flow.observed == "server" && flow.protocol == "http")
            }
        }

        @Test("a recording of a container has its name, image and every request, in a replay and in sysdig")
        func recorded() throws {
            let docker = try PrivateDocker()
            let nginx = try NginxContainer(docker, name: "web")
            let recording = try Recording(watching: docker.cgroup, ["--docker-socket", docker.socket])
            let wrk = try nginx.underWrk(connections: 4, seconds: 1)
            let logged = try nginx.stop()
            try recording.stop()

            let report = try recording.replay()
            #expect(wrk > 100 && report.summary.lost == 0)
            #expect(report.summary.requests + report.summary.unanswered == logged)
            let flows = report.flows(toPort: 80)
            #expect(!flows.isEmpty)
            for flow in flows {
                #expect(flow.server?.container == Endpoint.Container(id: nginx.id, name: "web", image: "nginx:1", runtime: "docker"))
            }
            let named = try recording.sysdig(["-p", "%container.name %container.image %proc.name", "evt.type=accept and evt.dir=<"])
            #expect(Set(named) == ["web nginx:1 nginx"])
            let http = try recording.sysdig(["-c", "httplog"])
            #expect(http.count { $0.contains("response_code=200") } >= wrk - 4)
        }

        @Test("a container that lives a moment keeps its name, image and label, wherever its cgroup is", arguments: ["docker", "team"])
        func brief(parent: String) throws {
            let docker = try BrieflyDocker(parent: parent)
            let weir = try WeirRun(["--cgroup", docker.docker.cgroup.path, "--requests", "--docker-socket", docker.docker.socket])
            let names = (1...5).map { "mayfly\($0)" }
            for name in names { try docker.ask(as: name, label: "pond=\(name)") }
            let report = try weir.stop()

            // runc talks to itself over unix sockets in the container's cgroup: not by this port.
            #expect(report.sum(toPort: docker.port) == Tally(requests: 5, sent: 5 * 11, received: 5 * 22, opened: 5))
            let requests = report.requests.filter { $0.server?.port == docker.port }
            let flows = report.flows(toPort: docker.port).filter { $0.requests > 0 }
            #expect(requests.map(\.client?.container?.name) == names && flows.map(\.requests).reduce(0, +) == 5)
            #expect(Set(flows.map(\.client?.container?.name)) == Set(names))
            for client in requests.map(\.client) + flows.map(\.client) {
                #expect(client?.container?.image == "briefly:1" && client?.container?.runtime == "docker")
                #expect(client?.labels?["pond"] == client?.container?.name)
                #expect(client?.process?.name == "briefly")
            }
            #expect(requests.allSatisfy { $0.server?.container?.name == "server" && $0.observed == "both" })
            #expect(requests.allSatisfy { $0.bytes == ByteCounts(sent: 11, received: 22) })
        }

        @Test("--container is that container alone, by name, by id and by the beginning of its id")
        func container() throws {
            let docker = try BrieflyDocker()
            let id = try docker.docker.id(of: "server")
            try docker.startServer(named: "other")
            for name in ["server", id, String(id.prefix(12))] {
                let weir = try WeirRun(["--container", name, "--docker-socket", docker.docker.socket])
                try docker.ask(as: "first", label: "a=b")
                try docker.ask("other", as: "second", label: "a=b")
                let report = try weir.stop()

                #expect(Tally(report.summary) == Tally(requests: 1, sent: 11, received: 22, opened: 1), "\(name)")
                #expect(report.flows.allSatisfy { $0.server?.container?.id == id && $0.observed == "server" }, "\(name)")
            }
        }

        @Test("--container follows one that is removed and run again under its name")
        func again() throws {
            let docker = try BrieflyDocker()
            let runs = try Backend.allCases.map { backend in
                let arguments = ["--container", "server", "--docker-socket", docker.docker.socket, "--backend", backend.rawValue]
                return (backend, try WeirRun(arguments))
            }
            try docker.startServer(named: "other")
            var ids = [try docker.docker.id(of: "server")]
            try docker.ask(as: "first", label: "a=b")
            for round in ["second", "third"] {
                try docker.docker.docker("rm", "-f", "server")
                try docker.startServer(named: "server")
                ids.append(try docker.docker.id(of: "server"))
                try docker.ask(as: round, label: "a=b")
                try docker.ask("other", as: "beside", label: "a=b")
            }
            for (backend, run) in runs {
                let report = try run.stop()
                #expect(report.sum(toPort: docker.port) == Tally(requests: 3, sent: 3 * 11, received: 3 * 22, opened: 3), "\(backend)")
                let flows = report.flows(toPort: docker.port).filter { $0.requests > 0 }
                #expect(flows.map(\.server?.container?.id) == ids, "\(backend)")
                #expect(flows.allSatisfy { $0.server?.container?.name == "server" && $0.observed == "server" }, "\(backend)")
            }
        }

        @Test("both ends of a connection through Docker's own address translation are one flow")
        func translated() throws {
            let docker = try BrieflyDocker()
            let client = try TestCgroup()
            let socket = docker.docker.socket
            let weir = try WeirRun(["--cgroup", docker.docker.cgroup.path, "--cgroup", client.path, "--docker-socket", socket])
            try docker.askThroughPublishedPort(from: client)
            let report = try weir.stop()

            #expect(Tally(report.summary) == Tally(requests: 1, sent: 11, received: 22, opened: 1))
            for flow in report.flows {
                #expect(flow.observed == "both")
                #expect(flow.client?.cgroup == client.path && flow.server?.container?.name == "server")
            }
        }

        @Test("weir never reports itself, not even its talk with Docker")
        func itself() throws {
            let docker = try BrieflyDocker()
            let cgroup = try TestCgroup()
            let arguments = ["--cgroup", cgroup.path, "--requests", "--docker-socket", docker.docker.socket]
            let weir = try WeirRun(arguments, start: cgroup.start)
            try docker.ask(as: "news", label: "a=b")
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            let report = try weir.stop()

            #expect(Tally(report.summary) == plan.tally)
            let names = Set(report.flows.flatMap { [$0.client, $0.server] }.compactMap { $0?.process?.name })
            #expect(names == ["drv-client", "drv-server"])
        }
    }
}
