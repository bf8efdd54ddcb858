/// What each command does:
///
///     agent id= [host=] [address=] [port=]                   framework id= [name=] [url=] [host=] [active=no]    framework-gone id=
///     task id= framework= …  (FakeTask)                      end id= [state=FAILED]                              fill NUMBER
///     marathon framework=    job name= …    dns name= address=    vip label=name:80 [backends=ip:port,…]
///     leader HOST:PORT       lead           old on|off       heartbeat SECONDS     silent on|off                 half
///     hang on|off            status code=503                 redirect to=URL       unauthorised on|off           key is=AUTHORIZATION
///     login USER PASSWORD    service UID PUBLIC.pem          revoke                token-life SECONDS            log on|off       die
///
/// Misbehaviour is of all roles, or of those that are named; with `path=/prefix` of requests to that only.
extension World {
    func obey(_ command: Command) throws {
        try change { state in
            switch command.word {
            case "agent": try state.add(agent: command)
            case "framework": try state.add(framework: command)
            case "framework-gone": try state.remove(framework: command)
            case "task": try state.add(task: command)
            case "end": try state.end(command)
            case "fill": state.fill(try number(command))
            case "job": state.jobs.append(try FakeJob(command))
            case "dns": state.records.append(FakeRecord(name: try command.needed("name"), address: try command.needed("address")))
            case "vip": state.services.append(try FakeService(command))
            case "marathon": state.marathon = try command.needed("framework")
            case "leader": state.leader = command.plain.first { $0 != "on" }
            case "lead": state.leader = nil
            case "key": state.keys.insert(try command.needed("is"))
            case "login", "service", "revoke", "token-life": try state.logins.obey(command)
            case "heartbeat": state.heartbeat = Double(command.plain.first ?? "") ?? 15
            case "half": state.cut()
            case "log": state.logs = command.isOn
            default: try state.misbehave(command)
            }
        }
    }

    private func number(_ command: Command) throws -> Int {
        guard let number = command.plain.first.flatMap({ Int($0) }) else {
            throw Command.Misunderstood(description: "\(command.word) needs a number")
        }
        return number
    }
}

extension World.State {
    mutating func misbehave(_ command: Command) throws {
        for role in command.roles {
            switch command.word {
            case "hang": behaviours[role, default: Behaviour()].hangs = command.isOn
            case "unauthorised": behaviours[role, default: Behaviour()].wantsCredentials = command.isOn
            case "old": behaviours[role, default: Behaviour()].isOld = command.isOn
            case "silent": behaviours[role, default: Behaviour()].isSilent = command.isOn
            case "redirect": behaviours[role, default: Behaviour()].redirect = command.isOn ? command["to"] : nil
            case "status":
                behaviours[role, default: Behaviour()].status = command.isOn ? command["code"].flatMap { Int($0) } : nil
            default: throw Command.Misunderstood(description: "no such command: \(command.word)")
            }
            behaviours[role, default: Behaviour()].path = command["path"]
        }
    }

    /// Ends all streams in the middle of a record.
    mutating func cut() {
        send(.master, "4711\n{\"type\":\"TASK_ADD")
        send(.marathon, "event: status_update_event\r\ndata: {\"taskId\":")
        for stream in streams { stream.channel.close(promise: nil) }
        streams = []
    }

    mutating func add(agent command: Command) throws {
        let id = try command.needed("id")
        let agent = FakeAgent(
            id: id, host: command["host"] ?? "node-1", address: command["address"] ?? "127.0.0.1",
            port: command["port"].flatMap { Int($0) } ?? 5051)
        agents.removeAll { $0.id == id }
        agents.append(agent)
        tell(["type": "AGENT_ADDED", "agent_added": ["agent": v1(agent)]])
    }

    mutating func add(framework command: Command) throws {
        let id = try command.needed("id")
        let isKnown = frameworks.contains { $0.id == id }
        let framework = FakeFramework(
            id: id, name: command["name"] ?? id, url: command["url"], host: command["host"], isActive: command["active"] != "no")
        frameworks.removeAll { $0.id == id }
        frameworks.append(framework)
        let (type, member) = isKnown ? ("FRAMEWORK_UPDATED", "framework_updated") : ("FRAMEWORK_ADDED", "framework_added")
        tell(["type": JSON(type), member: ["framework": v1(framework)]])
    }

    mutating func remove(framework command: Command) throws {
        let id = try command.needed("id")
        guard let framework = frameworks.first(where: { $0.id == id }) else { return }
        frameworks.removeAll { $0.id == id }
        tasks.removeAll { $0.framework == id }
        tell(["type": "FRAMEWORK_REMOVED", "framework_removed": ["framework_info": v1(information: framework)]])
    }

    mutating func add(task command: Command) throws {
        let task = try FakeTask(command, agent: agents.first?.id ?? "")
        tasks.removeAll { $0.id == task.id && $0.framework == task.framework }
        tasks.append(task)
        var staging = task
        staging.state = "STAGING"
        tell(["type": "TASK_ADDED", "task_added": ["task": v1(staging, hasStatus: false)]])
        if task.state != "STAGING" { tell(updated: task) }
    }

    mutating func end(_ command: Command) throws {
        let id = try command.needed("id")
        guard let place = tasks.firstIndex(where: { $0.id == id }) else {
            throw Command.Misunderstood(description: "no task \(id)")
        }
        tasks[place].state = command["state"] ?? "FINISHED"
        tell(updated: tasks[place])
    }

    private mutating func tell(updated task: FakeTask) {
        tell(["type": "TASK_UPDATED", "task_updated": v1(update: task)])
        if task.app != nil || task.pod != nil { tell("status_update_event", marathonEvent(task)) }
    }

    mutating func fill(_ count: Int) {
        var text = ""
        for number in 0..<count {
            var task = FakeTask(id: "filling.\(number)", name: "filling", framework: "filling", agent: agents.first?.id ?? "")
            task.state = "FINISHED"
            task.container = "00000000-0000-4000-8000-\(1_000_000_000_000 - number)"
            if number > 0 { text += "," }
            text += v0(task).text
        }
        filling = text
    }
}
