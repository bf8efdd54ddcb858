import Testing

@testable import Mesos

private func agent(_ arguments: [String] = ["--agent", "0"], _ lines: String...) async throws -> FakeProcess {
    let fake = try await FakeProcess(arguments)
    for line in ["agent id=A host=node-1 address=10.0.0.1", "framework id=F name=batch"] + lines { try await fake.tell(line) }
    return fake
}

@Suite struct AgentFollowingTests {
    @Test("an agent names its tasks without any master, with containers and processes")
    func alone() async throws {
        let fake = try await agent(
            ["--agent", "0"], "task id=t1 name=one framework=F container=c1 process=77",
            "task id=t2 name=two framework=F executor=pod.1 container=c2.n1 process=78")
        try await Followed.run({
            $0.agent = fake.address("agent")
            $0.discovers = false
        }) { followed in
            let one = try await followed.task("t1") { $0.containerID == "c1" }
            #expect(one.executorProcess == 77 && one.host == "node-1" && one.sources.first == .mesosAgent)
            _ = try await followed.task("t2") { $0.containerID == "c2.n1" }
            #expect(followed.status(.agent)?.state == .ok)
        }
    }

    @Test("a container that nobody knows is asked for at once, until its agent knows it, and not for ever")
    func unknown() async throws {
        let fake = try await agent(["--agent", "0"], "log on")
        try await Followed.run({
            $0.agent = fake.address("agent")
            $0.intervals.poll = .seconds(3600)
            $0.intervals.betweenRefreshes = .milliseconds(100)
        }) { followed in
            try await followed.isWell(.agent)
            try await fake.tell("task id=t1 framework=F container=c1")
            followed.follower.unknownContainer("c1")
            _ = try await followed.task("t1")

            followed.follower.unknownContainer("c2")
            let before = fake.requests(to: "agent").count
            _ = try await eventually("some more questions") { fake.requests(to: "agent").count >= before + 6 ? true : nil }
            try await fake.tell("task id=t2 framework=F container=c2")
            _ = try await followed.task("t2")

            for number in 0..<500 { followed.follower.unknownContainer("never-\(number)") }
            var last = -1
            for _ in 0..<300 where last != fake.requests(to: "agent").count {
                last = fake.requests(to: "agent").count
                try await Task.sleep(for: .seconds(4))
            }
            #expect(last < before + 60)
        }
    }

    @Test("an agent that is noticed as a process is followed, on its port", arguments: ["mesos-agent", "/usr/sbin/mesos-slave"])
    func noticed(_ name: String) async throws {
        let fake = try await agent(["--agent", "0"], "task id=t1 framework=F container=c1")
        try await Followed.run({ _ in }) { followed in
            #expect(MesosProcess(name: "mesos-executor", arguments: []) == nil)
            let arguments = [name, "--work_dir=/var/lib/mesos", "--port=\(fake.ports["agent"] ?? 0)", "--master=zk://10.0.0.1:2181/mesos"]
            followed.follower.notice(process: try #require(MesosProcess(name: name, arguments: arguments)))
            _ = try await followed.task("t1")
            #expect(followed.status(.agent)?.origin == .found)
        }
    }

    @Test("an agent's master is found by the agent's command line")
    func itsMaster() async throws {
        let fake = try await agent(["--master", "0", "--agent", "0"], "agent id=B host=node-2", "task id=t1 framework=F agent=B")
        try await Followed.run({ _ in }) { followed in
            let arguments = ["mesos-agent", "--port=\(fake.ports["agent"] ?? 0)", "--master=\(fake.address("master"))"]
            followed.follower.notice(process: try #require(MesosProcess(name: "mesos-agent", arguments: arguments)))
            #expect(try await followed.task("t1").host == "node-2")
        }
    }

    @Test("an old agent has its state elsewhere, and no nested containers")
    func old() async throws {
        let fake = try await agent(["--agent", "0"], "old on", "task id=t1 framework=F container=c1 process=77")
        try await Followed.run({ $0.agent = fake.address("agent") }) { followed in
            _ = try await followed.task("t1") { $0.executorProcess == 77 }
        }
    }

    @Test("an agent that does not tell of its containers tells of its tasks", arguments: [400, 403])
    func noContainers(_ code: Int) async throws {
        let fake = try await agent(["--agent", "0"], "task id=t1 framework=F container=c1", "status code=\(code) agent path=/api")
        try await Followed.run({ $0.agent = fake.address("agent") }) { followed in
            _ = try await followed.task("t1") { $0.containerID == "c1" }
        }
    }

    @Test("without discovery nothing is followed but what is configured")
    func noDiscovery() async throws {
        try await Followed.run({ $0.discovers = false }) { followed in
            followed.follower.notice(process: try #require(MesosProcess(name: "mesos-agent", arguments: ["mesos-agent"])))
            #expect(followed.follower.status.isEmpty)
        }
    }
}
