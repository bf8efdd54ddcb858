/// What a master says.
extension World.State {
    var masterState: JSON {
        let json: JSON = [
            "version": JSON(behaviour(.master).isOld ? "0.24.1" : "1.11.0"), "start_time": 1_795_336_161.2731562,
            "id": JSON(id), "pid": JSON("master@\(master)"), "hostname": "localhost", "cluster": "fake",
            "leader": JSON("master@\(leader ?? master)"),
        ]
        guard isLeader else { return json.with("slaves", []).with("frameworks", []).with("completed_frameworks", []) }
        let (host, port) = split(master)
        return json.with("elected_time", 1_795_336_161.2823)
            .with("leader_info", ["id": JSON(id), "pid": JSON("master@\(master)"), "port": JSON(port), "hostname": JSON(host)])
            .with("slaves", .list(agents.map(v0))).with("recovered_slaves", [])
            .with("frameworks", .list(frameworks.map(v0))).with("completed_frameworks", [])
            .with("orphan_tasks", []).with("unregistered_frameworks", [])
    }

    private func split(_ address: String) -> (String, Int) {
        let parts = address.split(separator: ":")
        return (parts.first.map(String.init) ?? "", parts.last.flatMap { Int($0) } ?? 0)
    }

    private func v0(_ agent: FakeAgent) -> JSON {
        [
            "id": JSON(agent.id), "hostname": JSON(agent.host), "port": JSON(agent.port), "attributes": [:],
            "pid": JSON(agent.process), "registered_time": 1_795_336_163.75,
            "resources": ["disk": 4096.0, "mem": 2048.0, "gpus": 0.0, "cpus": 2.0, "ports": "[31000-32000]"],
            "active": true, "version": "1.11.0", "capabilities": ["MULTI_ROLE"],
        ]
    }

    private func v0(_ framework: FakeFramework) -> JSON {
        let own = tasks.filter { $0.framework == framework.id }
        let completed = own.filter(\.isTerminal).map { v0($0) }
        let filled = framework.id == frameworks.first?.id && !filling.isEmpty ? [JSON.raw(filling)] : []
        return [
            "id": JSON(framework.id), "name": JSON(framework.name), "hostname": JSON(framework.host ?? ""),
            "webui_url": JSON(framework.url ?? ""), "active": .bool(framework.isActive), "connected": .bool(framework.isActive),
            "recovered": false, "user": "root", "role": "*", "registered_time": 1_795_336_196.7,
            "tasks": .list(own.filter { !$0.isTerminal }.map { v0($0) }), "unreachable_tasks": [],
            "completed_tasks": .list(filled + completed), "offers": [], "executors": [],
        ]
    }
}

/// The same in v1: ids are objects, and each kind has a list of its own.
extension World.State {
    var getState: JSON {
        [
            "get_tasks": [
                "tasks": .list(tasks.filter { !$0.isTerminal }.map { v1($0) }), "unreachable_tasks": [],
                "completed_tasks": .list(tasks.filter(\.isTerminal).map { v1($0) }),
            ],
            "get_executors": ["executors": []],
            "get_frameworks": ["frameworks": .list(frameworks.map { v1($0) })],
            "get_agents": ["agents": .list(agents.map { v1($0) }), "recovered_agents": []],
        ]
    }

    var subscribed: JSON {
        ["type": "SUBSCRIBED", "subscribed": ["get_state": getState, "heartbeat_interval_seconds": .number("\(heartbeat)")]]
    }

    func v1(_ agent: FakeAgent) -> JSON {
        [
            "agent_info": [
                "hostname": JSON(agent.host), "port": JSON(agent.port), "id": .id(agent.id), "checkpoint": true,
                "resources": [["name": "cpus", "type": "SCALAR", "scalar": ["value": 2.0]]],
            ],
            "active": true, "deactivated": false, "version": "1.11.0", "pid": JSON(agent.process),
            "registered_time": ["nanoseconds": 1_795_336_163_759_902_976],
        ]
    }

    func v1(information framework: FakeFramework) -> JSON {
        let json: JSON = [
            "user": "root", "name": JSON(framework.name), "id": .id(framework.id), "failover_timeout": 0.0, "checkpoint": false,
            "role": "*",
        ]
        return json.with("hostname", framework.host.map { JSON($0) }).with("webui_url", framework.url.map { JSON($0) })
    }

    func v1(_ framework: FakeFramework) -> JSON {
        [
            "framework_info": v1(information: framework), "active": .bool(framework.isActive), "connected": .bool(framework.isActive),
            "recovered": false, "registered_time": ["nanoseconds": 1_795_336_196_706_371_072],
        ]
    }
}
