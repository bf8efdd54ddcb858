/// Tasks, as the two versions of Mesos' API write them.
extension World.State {
    func v0(_ task: FakeTask) -> JSON {
        let json: JSON = [
            "id": JSON(task.id), "name": JSON(task.name), "framework_id": JSON(task.framework),
            "executor_id": JSON(task.executor ?? ""), "slave_id": JSON(task.agent), "state": JSON("TASK_\(task.state)"),
            "resources": ["disk": 0.0, "mem": 32.0, "gpus": 0.0, "cpus": 0.1, "ports": JSON(ranges(task))], "role": "*",
            "statuses": .list(["STARTING", task.state].map { v0(status: $0, task) }),
        ]
        return json.with("labels", task.labels.isEmpty ? nil : .labels(task.labels)).with("discovery", discovery(task))
    }

    private func v0(status: String, _ task: FakeTask) -> JSON {
        let json: JSON = ["state": JSON("TASK_\(status)"), "timestamp": 1_795_336_197.5]
        return json.with("container_status", containerStatus(task, hasProcess: false))
    }

    func v1(_ task: FakeTask, hasStatus: Bool = true) -> JSON {
        let json: JSON = [
            "name": JSON(task.name), "task_id": .id(task.id), "framework_id": .id(task.framework), "agent_id": .id(task.agent),
            "state": JSON("TASK_\(task.state)"), "resources": v1(resources: task),
        ]
        return json.with("executor_id", task.executor.map(JSON.id)).with("statuses", hasStatus ? [v1(status: task)] : nil)
            .with("labels", task.labels.isEmpty ? nil : ["labels": .labels(task.labels)]).with("discovery", discovery(task))
    }

    private func v1(status task: FakeTask) -> JSON {
        let json: JSON = [
            "task_id": .id(task.id), "state": JSON("TASK_\(task.state)"), "source": "SOURCE_EXECUTOR", "agent_id": .id(task.agent),
            "executor_id": .id(task.executorID), "timestamp": 1_795_336_197.5, "uuid": "IW2yfDPbSIm3vGfL6bzm1Q==",
        ]
        return json.with("container_status", containerStatus(task, hasProcess: true))
    }

    func v1(update task: FakeTask) -> JSON {
        ["framework_id": .id(task.framework), "status": v1(status: task), "state": JSON("TASK_\(task.state)")]
    }

    private func v1(resources task: FakeTask) -> JSON {
        let ports = task.ports.map { ["begin": JSON($0), "end": JSON($0)] as JSON }
        let cpus: JSON = ["name": "cpus", "type": "SCALAR", "scalar": ["value": 0.1], "allocation_info": ["role": "*"]]
        guard !ports.isEmpty else { return [cpus] }
        return [cpus, ["name": "ports", "type": "RANGES", "ranges": ["range": .list(ports)], "allocation_info": ["role": "*"]]]
    }

    func ranges(_ task: FakeTask) -> String { "[" + task.ports.map { "\($0)-\($0)" }.joined(separator: ", ") + "]" }

    private func containerStatus(_ task: FakeTask, hasProcess: Bool) -> JSON? {
        guard let container = task.container else { return nil }
        let address = task.address ?? agent(task.agent)?.address ?? "127.0.0.1"
        let json: JSON = [
            "container_id": containerID(container),
            "network_infos": [["ip_addresses": [["protocol": "IPv4", "ip_address": JSON(address)]]]],
        ]
        return json.with("executor_pid", hasProcess ? task.process.map { JSON($0) } : nil)
    }

    /// `parent.child`, innermost first.
    func containerID(_ id: String) -> JSON {
        var json: JSON?
        for part in id.split(separator: ".") { json = JSON.id(String(part)).with("parent", json) }
        return json ?? .id("")
    }

    private func discovery(_ task: FakeTask) -> JSON? {
        guard !task.ports.isEmpty else { return nil }
        let ports = task.ports.enumerated().map { number, port in
            let json: JSON = ["number": JSON(port), "name": JSON("port\(number)"), "protocol": "tcp"]
            let label = number == 0 ? task.virtualAddress.map { ["labels": .labels([("VIP_0", $0)])] as JSON } : nil
            return json.with("labels", label)
        }
        return ["visibility": "FRAMEWORK", "name": JSON(task.name), "ports": ["ports": .list(ports)]]
    }
}
