/// What Marathon, Chronos and Metronome say.
extension World.State {
    var marathonFramework: String? { marathon ?? frameworks.first { $0.name == "marathon" }?.id }

    var marathonInfo: JSON {
        let json: JSON = ["name": "marathon", "version": "1.11.24", "elected": true, "leader": "127.0.0.1:8080", "marathon_config": [:]]
        return json.with("frameworkId", marathonFramework.map { JSON($0) })
    }

    private var own: [FakeTask] { tasks.filter { !$0.isTerminal && $0.framework == marathonFramework } }

    var marathonApps: JSON {
        let ids = Set(own.compactMap(\.app)).sorted()
        return ["apps": .list(ids.map { id in
            let tasks = own.filter { $0.app == id }
            return [
                "id": JSON(id), "cmd": "sleep 300", "env": [:], "instances": JSON(tasks.count), "cpus": 0.1, "mem": 32,
                "labels": .object((tasks.first?.labels ?? []).map { ($0.0, JSON($0.1)) }), "ports": [10000],
                "tasksRunning": JSON(tasks.count), "tasks": .list(tasks.map(marathonTask)),
            ]
        })]
    }

    private func marathonTask(_ task: FakeTask) -> JSON {
        [
            "id": JSON(task.id), "appId": JSON(task.app ?? ""), "host": JSON(agent(task.agent)?.host ?? "node-1"),
            "slaveId": JSON(task.agent), "state": JSON("TASK_\(task.state)"), "ports": .list(task.ports.map { JSON($0) }),
            "servicePorts": [], "ipAddresses": [["ipAddress": JSON(task.address ?? "127.0.0.1"), "protocol": "IPv4"]],
            "stagedAt": "2026-11-22T08:30:00.000Z", "startedAt": "2026-11-22T08:30:01.000Z", "version": "2026-11-22T08:29:59.000Z",
        ]
    }

    var marathonPods: JSON {
        let ids = Set(own.compactMap(\.pod)).sorted()
        return .list(ids.map { id in
            let instances = Dictionary(grouping: own.filter { $0.pod == id }, by: \.executorID).sorted { $0.key < $1.key }
            return [
                "id": JSON(id), "status": "STABLE", "spec": ["id": JSON(id), "labels": [:], "containers": []],
                "instances": .list(instances.map { instance($0.key, $0.value) }),
            ]
        })
    }

    private func instance(_ id: String, _ tasks: [FakeTask]) -> JSON {
        [
            "id": JSON(id), "status": "STABLE", "agentHostname": JSON(agent(tasks[0].agent)?.host ?? "node-1"),
            "agentId": JSON(tasks[0].agent), "networks": [["addresses": [JSON(tasks[0].address ?? "127.0.0.1")]]],
            "containers": .list(tasks.map {
                ["name": JSON($0.name), "status": "TASK_RUNNING", "containerId": JSON($0.id), "endpoints": []]
            }),
        ]
    }

    func marathonEvent(_ task: FakeTask) -> JSON {
        [
            "slaveId": JSON(task.agent), "taskId": JSON(task.id), "taskStatus": JSON("TASK_\(task.state)"), "message": "",
            "appId": JSON(task.app ?? task.pod ?? ""), "host": JSON(agent(task.agent)?.host ?? "node-1"),
            "ipAddresses": [["ipAddress": JSON(task.address ?? "127.0.0.1"), "protocol": "IPv4"]],
            "ports": .list(task.ports.map { JSON($0) }), "version": "2026-11-22T08:29:59.000Z", "timestamp": "2026-11-22T08:30:01.000Z",
        ]
    }

    var chronosJobs: JSON {
        .list(jobs.map { job in
            let json: JSON = [
                "name": JSON(job.name), "command": "sleep 1", "shell": true, "owner": JSON(job.owner ?? ""), "ownerName": "",
                "description": "", "retries": 2, "cpus": 0.1, "mem": 32.0, "disk": 0.0, "disabled": .bool(job.isDisabled),
            ]
            if job.parents.isEmpty { return json.with("schedule", "R/2026-11-22T08:30:00.000Z/PT1H") }
            return json.with("parents", .list(job.parents.map { JSON($0) }))
        })
    }

    var metronomeJobs: JSON {
        .list(jobs.map { ["id": JSON($0.name), "description": "", "labels": [:], "run": ["cpus": 0.1], "activeRuns": []] })
    }
}
