import Testing
import Workloads

@testable import Mesos

@Suite struct MasterStateTests {
    @Test("a master's state has its leader, agents, frameworks and tasks") func state() throws {
        let state = try parse(Samples.masterState, MasterState.init(state:))
        #expect(state.isLeader)
        #expect([state.id, state.version, state.cluster, state.leaderHostname] == ["m-1", "1.11.0", "blue", "one"])
        #expect(
            state.agents == [
                MesosAgent(id: "S1", hostname: "node-1", address: "10.0.0.11", port: 5051, attributes: ["rack": "r1", "row": "7"]),
                MesosAgent(id: "S2", hostname: "node-2", address: "fd00::12", port: 5051),
            ])
        #expect(state.recoveredAgents == [MesosAgent(id: "S3", hostname: "node-3", port: 5051)])
        #expect(
            state.frameworks == [
                MesosFramework(id: "F1", name: "marathon", webURL: "http://one:8080", hostname: "one"),
                MesosFramework(id: "F2", name: "chronos", hostname: "two", isActive: false),
            ])
        #expect(state.completedFrameworks.map(\.id) == ["F0"])
        #expect(state.tasks.map(\.id) == ["c1", "ct:1429012800000:0:nightly:a:b", "u1", Samples.web, "o1"])
        #expect(state.tasks.map(\.state) == [.finished, .failed, .unreachable, .running, .running])
        #expect(state.skipped == 3)
    }

    @Test("a task of v0 has its container, ports, labels and virtual addresses") func task() throws {
        let state = try parse(Samples.masterState, MasterState.init(state:))
        let task = try #require(state.tasks.first { $0.id == Samples.web })
        #expect(
            task
                == MesosTask(
                    id: Samples.web, name: "web.shop", frameworkID: "F1", agentID: "S1", containerID: Samples.webContainer,
                    labels: ["tier": "front", "bare": ""], addresses: ["10.0.0.11"],
                    ports: [.init(host: 31000, transport: "tcp", name: "http"), .init(host: 31001), .init(host: 31005)],
                    virtualAddresses: [VirtualAddress(label: "10.9.9.9:80", port: 31000)], discoveryName: "web.shop"))
    }

    @Test("v1 comes to the same model") func v1() throws {
        let state = try parse(Samples.getState, MasterState.init(getState:))
        #expect(state.isLeader)
        #expect(state.frameworks == [MesosFramework(id: "F1", name: "marathon", webURL: "http://one:8080")])
        #expect(state.completedFrameworks.map(\.name) == ["old"])
        #expect(state.agents.map(\.attributes) == [["rack": "r1", "row": "7.0"]])
        #expect(state.agents.map(\.address) == ["10.0.0.11"])
        #expect(state.recoveredAgents.map(\.id) == ["S3"])
        #expect(state.tasks.map(\.state) == [.killed, .running])
        let task = try #require(state.tasks.last)
        #expect(task.containerID == "\(Samples.podContainer).\(String.uuid(201))")
        #expect(task.executorID == "instance-shop_pod.\(String.uuid(3))")
        #expect(task.executorProcess == 5577)
        #expect(task.addresses == ["9.0.0.2"])
        #expect(task.labels == ["tier": "back"])
        #expect(task.ports == [.init(host: 31007, container: 80, transport: "tcp", name: "web"), .init(host: 31008)])
    }

    @Test("protobuf leaves out what is empty") func emptyV1() throws {
        let json = #"{"type":"GET_STATE","get_state":{"get_tasks":{},"get_executors":{},"get_frameworks":{},"get_agents":{}}}"#
        let state = try parse(json, MasterState.init(getState:))
        #expect(state == MasterState(hasElectedTime: true))
    }

    @Test(
        "who leads",
        arguments: [
            (#""elected_time":1.0"#, true), (#""pid":"master@a:1","leader":"master@a:1""#, true),
            (#""pid":"master@a:1","leader":"master@b:1""#, false), (#""pid":"master@a:1""#, false),
            (#""leader":null,"elected_time":null"#, false),
        ])
    func leader(_ facts: String, _ isLeader: Bool) throws {
        #expect(try parse("{\(facts),\"frameworks\":[],\"slaves\":[]}", MasterState.init(state:)).isLeader == isLeader)
    }

    @Test(
        "what is no state is refused",
        arguments: [
            "[]", "7", "\"{}\"", "{}", #"{"frameworks":[]}"#, #"{"slaves":[]}"#, #"{"frameworks":{},"slaves":[]}"#, "<html>",
            "{\"slaves\":[",
        ])
    func refused(_ json: String) {
        #expect(throws: DocumentError.self) { try parse(json, MasterState.init(state:)) }
        #expect(throws: DocumentError.self) { try parse(json, MasterState.init(getState:)) }
    }

    @Test("of a task that was started anew with its id, the present one is the last") func again() throws {
        let json = """
            {"slaves":[],"frameworks":[{"id":"F","tasks":[{"id":"a","framework_id":"F","state":"TASK_RUNNING"}],
            "completed_tasks":[{"id":"a","framework_id":"F","state":"TASK_FAILED"}]}]}
            """
        #expect(try parse(json, MasterState.init(state:)).tasks.map(\.state) == [.failed, .running])
    }

    @Test(
        "a state that nobody knew counts as active",
        arguments: [
            ("TASK_RUNNING", TaskState.running), ("RUNNING", .running), ("TASK_GONE_BY_OPERATOR", .goneByOperator),
            ("TASK_DREAMING", .unknown), ("", .unknown),
        ])
    func states(_ text: String, _ expected: TaskState) throws {
        let json = #"{"slaves":[],"frameworks":[{"id":"F","tasks":[{"id":"a","framework_id":"F","state":"\#(text)"}]}]}"#
        #expect(try parse(json, MasterState.init(state:)).tasks.first?.state == expected)
        #expect(!TaskState.unknown.isTerminal)
    }
}

@Suite struct TaskPortsTests {
    private func ports(_ inside: String) throws -> [TaskUpdate.Port] {
        let json = #"{"slaves":[],"frameworks":[{"id":"F","tasks":[{"id":"a","framework_id":"F",\#(inside)}]}]}"#
        return try #require(try parse(json, MasterState.init(state:)).tasks.first).ports
    }

    @Test("Docker's bridge maps the agent's port to the container's") func bridge() throws {
        let ports = try ports(
            #""resources":{"ports":"[28027-28027]"},"container":{"docker":{"port_mappings":[{"container_port":80,"host_port":28027,"protocol":"tcp"}]}}"#
        )
        #expect(ports == [.init(host: 28027, container: 80, transport: "tcp")])
    }

    @Test("a port in a network of the task's own is the container's") func own() throws {
        let network = #""container":{"network_infos":[{"name":"dcos"}]},"#
        let discovery = #""discovery":{"ports":{"ports":[{"number":80,"name":"web","protocol":"tcp"}]}}"#
        #expect(try ports(network + discovery) == [.init(container: 80, transport: "tcp", name: "web")])
        #expect(try ports(discovery) == [.init(host: 80, transport: "tcp", name: "web")])
    }

    @Test("a label says on which side a port is", arguments: [("container", nil, 80), ("host", 80, nil)] as [(String, UInt16?, UInt16?)])
    func scope(_ scope: String, _ host: UInt16?, _ container: UInt16?) throws {
        let label = #"{"labels":[{"key":"network-scope","value":"\#(scope)"}]}"#
        #expect(
            try ports(#""discovery":{"ports":{"ports":[{"number":80,"labels":\#(label)}]}}"#) == [.init(host: host, container: container)])
    }

    @Test("the same port in TCP and UDP are two") func transports() throws {
        let discovery = #""discovery":{"ports":{"ports":[{"number":53,"protocol":"tcp"},{"number":53,"protocol":"udp","name":"dns"}]}}"#
        #expect(try ports(discovery) == [.init(host: 53, transport: "tcp"), .init(host: 53, transport: "udp", name: "dns")])
    }

    @Test("ranges are kept up to a limit, and odd ones are left out") func ranges() throws {
        #expect(try ports(#""resources":{"ports":"[31000-32000]"}"#).count == Limits.ports)
        #expect(try ports(#""resources":{"ports":"[5-4, x, 1-2-3, 0-1, 70000-70001, 9-9, -]"}"#) == [.init(host: 9)])
        #expect(
            try ports(#""resources":[{"ranges":{"range":[{"begin":1,"end":2},{"begin":9,"end":3}]},"name":"ports"},{"name":"x"}]"#).map(
                \.host) == [1, 2])
        #expect(try ports(#""resources":{"ports":"[65535-65535]"}"#).map(\.host) == [65535])
    }
}
