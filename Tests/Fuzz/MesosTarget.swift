import Workloads

@testable import Mesos

extension Target {
    /// What masters, agents and schedulers answer: any text in place of their JSON, streams cut anywhere, and what the model makes of it.
    static let mesos = Target(name: "mesos", texts: documents) { bytes in
        checkStreams(bytes)
        var (model, told) = (ClusterModel(), Told())
        // what is known before what comes last: news are changes of it
        for (time, document) in [before, Array(bytes)].enumerated() {
            for take in takes { told.follow(take(document, &model, Double(time))) }
        }
        told.follow(model.forget(before: 1))
        told.check(against: model)
    }

    private static let before = Array(documents[0].utf8)

    private static let uuid = "1b2c3d4e-0000-11e8-9f00-0000000000"

    private static let documents = [
        #"""
        {"id":"m","pid":"master@10.0.0.1:5050","leader":"master@10.0.0.1:5050","elected_time":1.5,"slaves":[{"id":"S1","hostname":"n",
        "pid":"slave(1)@10.0.0.11:5051","attributes":{"a":1}}],"recovered_slaves":[{"id":"S2"}],"frameworks":[{"id":"F1","name":"marathon",
        "webui_url":"http:\/\/m:8080","hostname":"m","active":true,"tasks":[{"id":"a_b.\#(uuid)01","name":"b.a","framework_id":"F1",
        "executor_id":"","slave_id":"S1","state":"TASK_RUNNING","resources":{"ports":"[31000-31001, 5-4]"},"labels":[{"key":"k","value":"v"}],
        "statuses":[{"state":"TASK_RUNNING","container_status":{"container_id":{"value":"c","parent":{"value":"p"}},"network_infos":[
        {"name":"x","ip_addresses":[{"ip_address":"9.0.0.2"}],"port_mappings":[{"host_port":31000,"container_port":80,"protocol":"tcp"}]}]}}],
        "discovery":{"name":"b","ports":{"ports":[{"number":31000,"labels":{"labels":[{"key":"VIP_0","value":"1.2.3.4:80"}]}}]}}}],
        "unreachable_tasks":[],"completed_tasks":[{"id":"ct:1:0:j:x","framework_id":"F1","state":"TASK_LOST"}]}],"completed_frameworks":[]}
        """#,
        #"""
        {"type":"SUBSCRIBED","subscribed":{"heartbeat_interval_seconds":15.0,"get_state":{"get_tasks":{"tasks":[{"task_id":{"value":"t"},
        "framework_id":{"value":"F1"},"agent_id":{"value":"S1"},"executor_id":{"value":"instance-a.\#(uuid)01"},"resources":[{"name":"ports",
        "ranges":{"range":[{"begin":1,"end":2}]}}],"state":"TASK_STAGING"}]},"get_agents":{"agents":[{"agent_info":{"id":{"value":"S1"},
        "attributes":[{"name":"a","text":{"value":"t"}}]},"pid":"slave(1)@[fd00::1]:5051"}]},"get_frameworks":{"frameworks":[
        {"framework_info":{"id":{"value":"F1"},"name":"x"},"active":false}]}}}}
        """#,
        #"{"type":"TASK_UPDATED","task_updated":{"framework_id":{"value":"F1"},"state":"TASK_FAILED","status":{"task_id":{"value":"t"}}}}"#,
        #"{"type":"AGENT_REMOVED","agent_removed":{"agent_id":{"value":"S1"}}}"#,
        #"{"type":"FRAMEWORK_REMOVED","framework_removed":{"framework_info":{"id":{"value":"F1"}}}}"#,
        #"""
        {"id":"S1","hostname":"n","pid":"slave(1)@10.0.0.11:5051","flags":{"cgroups_root":"m","launcher":"linux"},"frameworks":[{"id":"F1",
        "executors":[{"id":"e","type":"DEFAULT","container":"p","tasks":[{"id":"t","framework_id":"F1","slave_id":"S1"}],"queued_tasks":
        [{"id":"q"}]},{"id":"x","container":"c","tasks":[{"id":"x","framework_id":"F1","executor_id":""}]}],"completed_executors":[]}]}
        """#,
        #"[{"container_id":"c","framework_id":"F1","executor_id":"x","status":{"executor_pid":7,"container_id":{"value":"c"}}}]"#,
        #"""
        {"apps":[{"id":"/a/b","labels":{"l":"v"},"tasks":[{"id":"a_b.\#(uuid)01","host":"n","slaveId":"S1","ports":[31000],"ipAddresses":
        [{"ipAddress":"9.0.0.3"}]}],"container":{"portMappings":[{"containerPort":80,"name":"h","protocol":"tcp"}]}}],"groups":[],"pods":[]}
        """#,
        #"""
        [{"id":"/p","name":"j","spec":{"containers":[{"endpoints":[{"name":"w","containerPort":80}]}]},"instances":[{"agentId":"S1","networks":
        [{"addresses":["9.0.0.4"]}],"containers":[{"containerId":"t","endpoints":[{"name":"w","allocatedHostPort":31000}]}]}],
        "activeRuns":[{"tasks":[{"id":"t"}]}],"rtype":"A","host":"9.0.0.5","vip":"9.0.0.6:80","backend":[{"ip":"9.0.0.7","port":1}]}]
        """#,
        #"{"taskId":"t","appId":"/z","taskStatus":"TASK_RUNNING","host":"n","ports":[1],"frameworkId":"F1","name":"marathon"}"#,
        "\u{2}2\n{}5\nabcde12\n", "\u{3}event: a\ndata: b\r\n\r\ndata\n\n: c\n", "[[[[[[[[", #"{"a":"\ud83d\ude00\u0000","#,
    ]
}

/// Every parser, and what the model says to what it gives.
private let takes: [@Sendable ([UInt8], inout ClusterModel, Double) -> [NameUpdate]] = [
    { bytes, model, time in told(bytes, MasterState.init(state:)) { model.take(master: $0, at: time) } },
    { bytes, model, time in told(bytes, MasterState.init(getState:)) { model.take(master: $0, at: time) } },
    { bytes, model, time in
        told(bytes, { bytes throws(DocumentError) in try MasterEvent(bytes) }) { model.take(event: $0, at: time) }
    },
    { bytes, model, time in
        let containers = try? Document.read(bytes, AgentContainer.list(containers:)).entries
        return told(bytes, AgentState.init(state:)) { model.take(agent: $0, containers: containers, at: time) }
    },
    { bytes, model, time in
        told(bytes, MesosTask.list(agentTasks:)) { listing in
            var state = AgentState(agent: MesosAgent(id: "S1", hostname: "n"), tasks: listing.entries)
            state.complete(with: listing.entries.reversed())
            return model.take(agent: state, containers: nil, at: time)
        }
    },
    { bytes, model, time in
        let info = (try? Document.read(bytes, MarathonInfo.init(info:))) ?? MarathonInfo(frameworkID: "F1")
        return told(bytes, MarathonApp.list(apps:)) { model.take(marathon: info, apps: $0.entries, of: "apps", at: time) }
    },
    { bytes, model, time in
        told(bytes, MarathonApp.list(groups:)) { model.take(marathon: MarathonInfo(), apps: $0.entries, of: "groups", at: time) }
    },
    { bytes, model, time in
        told(bytes, MarathonApp.list(pods:)) {
            model.take(marathon: MarathonInfo(frameworkID: "F1"), apps: $0.entries, of: "pods", at: time)
        }
    },
    { bytes, model, time in
        told(bytes, { bytes throws(DocumentError) in try MarathonEvent(type: "status_update_event", data: bytes) }) {
            model.take(event: $0, of: "pods", at: time)
        }
    },
    { bytes, model, time in told(bytes, ChronosJob.list(jobs:)) { model.take(chronos: $0.entries, of: "c", at: time) } },
    { bytes, model, time in told(bytes, MarathonApp.list(metronomeJobs:)) { model.take(metronome: $0.entries, of: "m", at: time) } },
    { bytes, model, time in told(bytes, NameRecord.list(records:)) { model.take(names: $0.entries, of: "d", at: time) } },
    { bytes, model, time in told(bytes, NameRecord.list(enumerate:)) { model.take(names: $0.entries, of: "e", at: time) } },
    { bytes, model, time in told(bytes, Service.list(vips:)) { model.take(services: $0.entries, of: "d", at: time) } },
]

private func told<Value>(
    _ bytes: [UInt8], _ parse: (UnsafeRawBufferPointer) throws(DocumentError) -> Value, _ take: (Value) -> [NameUpdate]
) -> [NameUpdate] {
    (try? Document.read(bytes, parse)).map(take) ?? []
}

/// What somebody knows who follows the news.
private struct Told {
    var tasks: [ClusterEntry.Key: TaskUpdate] = [:]

    mutating func follow(_ news: [NameUpdate]) {
        for case .task(let task) in news {
            let key = ClusterEntry.Key(frameworkID: task.frameworkID, id: task.id, kind: task.kind)
            promise(tasks.updateValue(task, forKey: key) != task, "no news: \(task)")
            promise(!task.id.isEmpty && task.id.utf8.count <= 3 * Limits.id, "id \(task.id)")
            promise(task.labels.count <= Limits.labels && task.ports.count <= Limits.ports, "more than there is room for")
            promise(task.addresses.count <= Limits.addresses && task.addresses.allSatisfy(AddressText.isAddress), "\(task.addresses)")
            promise(task.sources == Evidence.allCases.filter(task.sources.contains), "sources \(task.sources)")
        }
    }

    func check(against model: ClusterModel) {
        let present = tasks.values.filter { $0.state == .present }
        promise(present.count == model.counts.tasks + model.counts.executors, "who follows the news knows others than the model")
        promise(present.compactMap(\.containerID).allSatisfy(model.knows), "a container that was told is not known")
    }
}

/// The same records and events, however they arrive.
private func checkStreams(_ bytes: UnsafeRawBufferPointer) {
    var input = FuzzInput(bytes)
    let step = Int(input.byte()) + 1
    let text = Array(input.rest)
    var (whole, pieces) = (RecordIO(limit: 64), RecordIO(limit: 64))
    var (wholeEvents, pieceEvents) = (ServerSentEvents(limit: 64), ServerSentEvents(limit: 64))
    let records = try? whole.append(text)
    let events = wholeEvents.append(text)
    var (same, sameEvents): ([[UInt8]]?, [ServerSentEvents.Event]) = ([], [])
    while !input.isEmpty {
        let piece = Array(input.bytes(step))
        if same != nil, let more = try? pieces.append(piece) { same? += more } else { same = nil }
        sameEvents += pieceEvents.append(piece)
    }
    promise(records == same, "other records in pieces of \(step)")
    promise(events == sameEvents && wholeEvents.dropped == pieceEvents.dropped, "other events in pieces of \(step)")
    promise(events.allSatisfy { $0.data.count <= 64 }, "an event is too long")
}
