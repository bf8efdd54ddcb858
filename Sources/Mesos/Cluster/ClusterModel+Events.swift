public import Workloads

extension ClusterModel {
    /// An event of the master's stream. Events come before what they refer to, and twice.
    public mutating func take(event: MasterEvent, at time: Double) -> [NameUpdate] {
        switch event {
        case .subscribed(let state, _): return take(master: state, at: time)
        case .taskAdded(let task): add(task)
        case .taskUpdated(let frameworkID, let taskID, let state, let status):
            update(ClusterEntry.Key(frameworkID: frameworkID, id: taskID), state, status)
        case .agentAdded(let agent): learn(agent)
        case .agentRemoved(let id): remove(agent: id)
        case .frameworkAdded(let framework), .frameworkUpdated(let framework):
            completedFrameworks.remove(framework.id)
            learn(framework)
        case .frameworkRemoved(let id): remove(framework: id)
        case .heartbeat, .other: return []
        }
        return finish(at: time)
    }

    private mutating func add(_ task: MesosTask) {
        let place = place(of: task.key)
        guard entries.values[place].master != task else { return }
        restart(place, task)
        // the second time it may tell less than updates have told since
        var word = task
        if let known = entries.values[place].master, !known.state.isTerminal {
            word.containerID = word.containerID ?? known.containerID
            word.executorProcess = word.executorProcess ?? known.executorProcess
            if word.addresses.isEmpty { word.addresses = known.addresses }
        }
        entries.values[place].master = word
        changes.touch(task.key)
    }

    /// Of a task that nobody has told of, its container is news, its end is not.
    private mutating func update(_ key: ClusterEntry.Key, _ state: TaskState, _ status: TaskStatus) {
        guard entries[key] != nil || !state.isTerminal else { return }
        let place = place(of: key)
        var word = entries.values[place].master ?? MesosTask(id: key.id, frameworkID: key.frameworkID)
        // a master repeats the end of a task, in other words, when its framework goes
        guard !word.state.isTerminal || !state.isTerminal else { return }
        word.state = state
        if word.agentID.isEmpty, let agent = status.agentID { word.agentID = agent }
        if word.executorID == nil, let executor = status.executorID, executor != key.id { word.executorID = executor }
        word.take(status)
        guard entries.values[place].master != word else { return }
        entries.values[place].master = word
        changes.touch(key)
    }

    /// Tasks that the master cannot reach may run on and come back with their agent; the others were told of, or have ended with it.
    private mutating func remove(agent id: String) {
        guard localAgents[id] == nil else { return }
        for (key, entry) in entries where key.kind == .task {
            guard let word = entry.master, word.agentID == id, !word.state.isTerminal, word.state != .unreachable else { continue }
            entries[key]?.master?.state = .gone
            changes.touchLater(key)
        }
        drop(agent: id)
    }

    /// Its tasks are killed with it.
    private mutating func remove(framework id: String) {
        completedFrameworks.insert(id)
        for (key, entry) in entries where key.frameworkID == id && key.kind == .task {
            guard let word = entry.master, !word.state.isTerminal else { continue }
            entries[key]?.master?.state = .killed
            changes.touchLater(key)
        }
    }
}
