import Testing

@testable import Mesos

@Suite struct AgentStateTests {
    @Test("an agent's state has its flags, executors and tasks") func state() throws {
        let state = try parse(Samples.agentState, AgentState.init(state:))
        #expect(state.agent == MesosAgent(id: "S1", hostname: "node-1", address: "10.0.0.11", port: 5051, attributes: ["rack": "r1"]))
        #expect(
            [state.cgroupsRoot, state.launcher, state.runtimeDirectory, state.workDirectory, state.masterHostname] == [
                "mesos/blue", "linux", "/var/run/mesos", "/var/lib/mesos", "one",
            ])
        #expect(state.frameworks.map(\.name) == ["marathon", "old"])
        #expect(state.executors.map(\.isCommand) == [true, false, false])
        #expect(state.executors.map(\.isDefault) == [false, true, false])
        #expect(state.executors.map(\.name) == ["Command Executor (Task: \(Samples.web)) (Command: x)", nil, "Worker"])
        #expect(Set(state.executors.map(\.agentID)) == ["S1"])
        #expect(state.skipped == 1)
    }

    @Test("a command's container is its executor's, a pod's task has its own") func containers() throws {
        let state = try parse(Samples.agentState, AgentState.init(state:))
        let told = Dictionary(uniqueKeysWithValues: state.tasks.map { ($0.id, $0) })
        #expect(told[Samples.web]?.containerID == Samples.webContainer)
        #expect(told[Samples.web]?.executorID == nil)
        #expect(told["p1"]?.containerID == "\(Samples.podContainer).c1")
        #expect(told["w1"]?.containerID == .uuid(300))
        #expect(told["w2"]?.executorID == "worker")
        #expect(told["old1"]?.containerID == .uuid(400))
        #expect(told["old1"]?.state == .finished)
    }

    @Test("a queued task has its framework and executor from around it") func queued() throws {
        let state = try parse(Samples.agentState, AgentState.init(state:))
        let task = try #require(state.tasks.first { $0.id == "p2" })
        let expected = MesosTask(
            id: "p2", name: "redis", frameworkID: "F1", executorID: "instance-shop_pod.\(String.uuid(3))", agentID: "S1", state: .staging)
        #expect(task == expected)
    }

    @Test("the flags have defaults, and an id may be known from tasks only") func sparse() throws {
        let json =
            #"{"frameworks":[{"id":"F","executors":[{"id":"a","container":"c","tasks":[{"id":"a","framework_id":"F","slave_id":"S9"}]}]}]}"#
        let state = try parse(json, AgentState.init(state:))
        #expect(state.agent.id == "S9")
        #expect(state.cgroupsRoot == "mesos")
        #expect(state.tasks.map(\.containerID) == ["c"])
    }

    @Test("a master's state is none of an agent", arguments: [Samples.masterState, "{}", "[]", #"{"id":"S1"}"#, #"{"frameworks":[]}"#])
    func refused(_ json: String) {
        #expect(throws: DocumentError.self) { try parse(json, AgentState.init(state:)) }
    }

    @Test("containers are a list in v0") func v0() throws {
        let listing = try parse(Samples.containers, AgentContainer.list(containers:))
        #expect(
            listing.entries == [
                AgentContainer(id: Samples.webContainer, frameworkID: "F1", executorID: Samples.web, executorProcess: 4711),
                AgentContainer(id: Samples.podContainer, frameworkID: "F1", executorID: "instance-shop_pod.\(String.uuid(3))"),
            ])
        #expect(listing.skipped == 1)
    }

    @Test("a nested container's parents stand in its status only") func nested() throws {
        let listing = try parse(Samples.nestedContainers, AgentContainer.list(containers:))
        #expect(listing.entries.map(\.id) == [Samples.podContainer, "\(Samples.podContainer).c1", "lone"])
        #expect(listing.entries.map(\.executorProcess) == [5570, 5577, nil])
        #expect(try parse(#"{"type":"GET_CONTAINERS","get_containers":{}}"#, AgentContainer.list(containers:)).entries.isEmpty)
        #expect(throws: DocumentError.self) { try parse("{}", AgentContainer.list(containers:)) }
    }

    @Test("GET_TASKS adds the processes of executors") func processes() throws {
        var state = try parse(Samples.agentState, AgentState.init(state:))
        let json = """
            {"get_tasks":{"launched_tasks":[{"task_id":{"value":"p1"},"framework_id":{"value":"F1"},"statuses":[{"container_status":
            {"executor_pid":5577,"container_id":{"value":"other"}}}]},{"task_id":{"value":"stranger"},"framework_id":{"value":"F1"}}]}}
            """
        let listing = try parse(json, MesosTask.list(agentTasks:))
        state.complete(with: listing.entries)
        let task = try #require(state.tasks.first { $0.id == "p1" })
        #expect(task.executorProcess == 5577)
        #expect(task.containerID == "\(Samples.podContainer).c1")
        #expect(!state.tasks.contains { $0.id == "stranger" })
        #expect(try parse(#"{"get_state":\#(json)}"#, MesosTask.list(agentTasks:)) == listing)
    }
}
