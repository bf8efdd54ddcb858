import Testing

@testable import Mesos

@Suite struct MasterEventTests {
    @Test("the first event has the whole state and the heart's beat") func subscribed() throws {
        let state = Samples.getState.dropFirst(#"{"type":"GET_STATE",""#.count - 1)
        let json = #"{"type":"SUBSCRIBED","subscribed":{"heartbeat_interval_seconds":7.5,\#(state.dropLast())}}"#
        guard case .subscribed(let subscribed, 7.5) = try event(json) else {
            Issue.record("it is another event")
            return
        }
        #expect(subscribed == (try parse(Samples.getState, MasterState.init(getState:))))
    }

    @Test("tasks are added and updated") func tasks() throws {
        guard case .taskAdded(let task) = try event(#"{"type":"TASK_ADDED","task_added":{"task":\#(Samples.podTask)}}"#) else {
            Issue.record("it is another event")
            return
        }
        #expect(task.executorProcess == 5577)
        let json = """
            {"task_updated":{"framework_id":{"value":"F1"},"state":"TASK_FINISHED","status":{"task_id":{"value":"a"},"state":"TASK_RUNNING",
            "agent_id":{"value":"S1"},"executor_id":{"value":"e"},"container_status":{"container_id":{"value":"c","parent":{"value":"b",
            "parent":{"value":"a"}}},"executor_pid":77,"network_infos":[{"ip_addresses":[{"ip_address":"9.0.0.1"},{"ip_address":"bad"}]}]}}},
            "type":"TASK_UPDATED"}
            """
        let status = TaskStatus(containerID: "a.b.c", executorProcess: 77, addresses: ["9.0.0.1"], agentID: "S1", executorID: "e")
        #expect(try event(json) == .taskUpdated(frameworkID: "F1", taskID: "a", state: .finished, status: status))
    }

    @Test("agents and frameworks come and go") func others() throws {
        let agent = #"{"agent_info":{"id":{"value":"S1"},"hostname":"n"},"pid":"slave(1)@10.0.0.1:5051"}"#
        let framework = #"{"framework_info":{"id":{"value":"F1"},"name":"x"},"active":false}"#
        #expect(
            try event(#"{"type":"AGENT_ADDED","agent_added":{"agent":\#(agent)}}"#)
                == .agentAdded(MesosAgent(id: "S1", hostname: "n", address: "10.0.0.1", port: 5051)))
        #expect(try event(#"{"type":"AGENT_REMOVED","agent_removed":{"agent_id":{"value":"S1"}}}"#) == .agentRemoved(id: "S1"))
        #expect(
            try event(#"{"type":"FRAMEWORK_ADDED","framework_added":{"framework":\#(framework)}}"#)
                == .frameworkAdded(MesosFramework(id: "F1", name: "x", isActive: false)))
        #expect(
            try event(#"{"type":"FRAMEWORK_UPDATED","framework_updated":{"framework":\#(framework)}}"#)
                == .frameworkUpdated(MesosFramework(id: "F1", name: "x", isActive: false)))
        #expect(
            try event(#"{"type":"FRAMEWORK_REMOVED","framework_removed":{"framework_info":{"id":{"value":"F1"}}}}"#)
                == .frameworkRemoved(id: "F1"))
    }

    @Test("a heartbeat, and what a later version sends") func rest() throws {
        #expect(try event(#"{"type":"HEARTBEAT"}"#) == .heartbeat)
        #expect(try event(#"{"type":"MOON_ROSE","moon_rose":{"a":[1]}}"#) == .other("MOON_ROSE"))
    }

    @Test(
        "an event without what its type tells is refused",
        arguments: [
            "{}", "[]", #"{"type":"TASK_ADDED"}"#, #"{"type":"TASK_ADDED","task_added":{"task":{"name":"x"}}}"#,
            #"{"type":"TASK_UPDATED","task_updated":{"framework_id":{"value":"F"},"state":"TASK_RUNNING"}}"#,
            #"{"type":"AGENT_REMOVED","agent_removed":{}}"#, #"{"type":"SUBSCRIBED","subscribed":7}"#, #"{"type":7}"#,
        ])
    func refused(_ json: String) {
        #expect(throws: DocumentError.self) { try event(json) }
    }
}
