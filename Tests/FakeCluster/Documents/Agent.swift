/// What the first agent says: the one of this process.
extension World.State {
    private var own: FakeAgent { agents.first ?? FakeAgent(id: "", host: "localhost", address: "127.0.0.1", port: 5051) }

    private func tasks(of framework: FakeFramework) -> [FakeTask] { tasks.filter { $0.framework == framework.id && $0.agent == own.id } }

    var agentState: JSON {
        [
            "version": "1.11.0", "start_time": 1_795_336_162.96, "id": JSON(own.id), "pid": JSON(own.process),
            "hostname": JSON(own.host), "master_hostname": "localhost", "attributes": [:], "resources": ["cpus": 2.0],
            "flags": [
                "cgroups_root": "mesos", "launcher": "linux", "runtime_dir": "/var/run/mesos", "work_dir": "/var/lib/mesos/agent",
                "isolation": "posix/cpu,posix/mem", "containerizers": "mesos",
            ],
            "frameworks": .list(frameworks.filter { !tasks(of: $0).isEmpty }.map(framework)), "completed_frameworks": [],
        ]
    }

    private func framework(_ framework: FakeFramework) -> JSON {
        let executors = groups(tasks(of: framework))
        return [
            "id": JSON(framework.id), "name": JSON(framework.name), "user": "root", "failover_timeout": 0.0, "checkpoint": false,
            "hostname": "", "executors": .list(executors.filter { $0.contains { !$0.isTerminal } }.map(executor)),
            "completed_executors": .list(executors.filter { $0.allSatisfy(\.isTerminal) }.map(executor)),
        ]
    }

    /// Those of one executor together.
    private func groups(_ tasks: [FakeTask]) -> [[FakeTask]] {
        var ids: [String] = []
        for task in tasks where !ids.contains(task.executorID) { ids.append(task.executorID) }
        return ids.map { id in tasks.filter { $0.executorID == id } }
    }

    private func executor(_ tasks: [FakeTask]) -> JSON {
        let first = tasks[0]
        let isDefault = first.executor != nil
        let container = first.container?.split(separator: ".").first.map(String.init) ?? ""
        let json: JSON = [
            "id": JSON(first.executorID), "name": JSON(isDefault ? "" : "Command Executor (Task: \(first.id)) (Command: sh -c '…')"),
            "source": JSON(isDefault ? "" : first.id), "container": JSON(container),
            "directory": JSON("/var/lib/mesos/agent/slaves/\(own.id)/frameworks/\(first.framework)/executors/\(first.executorID)"),
            "resources": ["cpus": 0.2, "mem": 64.0], "role": "*", "queued_tasks": [],
            "tasks": .list(tasks.filter { !$0.isTerminal }.map { v0($0) }),
            "completed_tasks": .list(tasks.filter(\.isTerminal).map { v0($0) }),
        ]
        return json.with("type", isDefault ? "DEFAULT" : nil)
    }
}

extension World.State {
    private var living: [FakeTask] { tasks.filter { $0.agent == own.id && !$0.isTerminal && $0.container != nil } }

    /// Top-level ones, as `/containers` has them.
    var containers: JSON {
        .list(topLevel.map { id, task in
            [
                "container_id": JSON(id), "executor_id": JSON(task.executorID), "executor_name": "", "framework_id": JSON(task.framework),
                "source": "", "statistics": ["cpus_limit": 0.2, "timestamp": 1_795_336_351.6],
                "status": (["container_id": .id(id)] as JSON).with("executor_pid", task.process.map { JSON($0) }),
            ]
        })
    }

    /// And nested ones, whose own id lacks their parents.
    var getContainers: JSON {
        let top: [JSON] = topLevel.map { id, task in
            [
                "framework_id": .id(task.framework), "executor_id": .id(task.executorID), "executor_name": "", "container_id": .id(id),
                "container_status": (["container_id": .id(id)] as JSON).with("executor_pid", task.process.map { JSON($0) }),
            ]
        }
        let nested: [JSON] = living.filter { $0.container?.contains(".") == true }.map { task in
            let id = task.container ?? ""
            return [
                "container_id": .id(String(id.split(separator: ".").last ?? "")),
                "container_status": (["container_id": containerID(id)] as JSON).with("executor_pid", task.process.map { JSON($0) }),
            ]
        }
        return ["type": "GET_CONTAINERS", "get_containers": ["containers": .list(top + nested)]]
    }

    private var topLevel: [(String, FakeTask)] {
        var seen: Set<String> = []
        return living.compactMap { task in
            guard let id = task.container?.split(separator: ".").first.map(String.init), seen.insert(id).inserted else { return nil }
            return (id, task)
        }
    }
}
