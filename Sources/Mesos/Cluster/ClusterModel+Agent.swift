public import Workloads

extension ClusterModel {
    /// All that an agent of this host says. `containers` nil: not asked this time, the former ones count.
    public mutating func take(agent state: AgentState, containers: [AgentContainer]?, at time: Double) -> [NameUpdate] {
        learn(state.agent)
        endPredecessor(of: state.agent)
        for framework in state.frameworks where frameworks[framework.id]?.name.isEmpty ?? true { learn(framework) }
        let isFirst = localAgents[state.agent.id] == nil
        var local = localAgents[state.agent.id] ?? LocalAgent()
        if isFirst { changes.agents.insert(state.agent.id) }
        local.round += 1
        if let containers { local.containers = Dictionary(containers.map { ($0.id, $0) }) { $1 } }
        var completed: Set<ClusterEntry.Key> = []
        for task in state.tasks {
            if entries[task.key] != nil || !task.state.isTerminal {
                take(agents: local.completed(task, on: state.agent), as: task.key, local.round, at: time)
            } else {
                completed.insert(task.key)
                guard !isFirst, !local.completed.contains(task.key), master?.completed.contains(task.key) != true else { continue }
                take(agents: local.completed(task, on: state.agent), as: task.key, local.round, at: time)
                entries[task.key]?.isLateNews = true
            }
        }
        local.completed = completed
        for executor in state.executors where !executor.isCommand {
            let key = ClusterEntry.Key(frameworkID: executor.frameworkID, id: executor.id, kind: .executor)
            take(agents: local.completed(MesosTask(executor), on: state.agent), as: key, local.round, at: time)
        }
        let root: [NameUpdate] = local.cgroupsRoot == state.cgroupsRoot ? [] : [.cgroupsRoot(state.cgroupsRoot)]
        local.cgroupsRoot = state.cgroupsRoot
        localAgents[state.agent.id] = local
        endUntold(byAgent: state.agent.id, local.round)
        return root + finish(at: time)
    }

    private mutating func take(agents word: MesosTask, as key: ClusterEntry.Key, _ round: Int, at time: Double) {
        let place = place(of: key)
        entries.values[place].agentRound = round
        guard entries.values[place].agent != word else { return }
        entries.values[place].agent = word
        changes.touch(key)
    }

    /// An agent that has lost what it knew comes back with another id: what it told before has ended.
    private mutating func endPredecessor(of agent: MesosAgent) {
        guard let address = agent.address else { return }
        for id in localAgents.keys where id != agent.id {
            guard let former = agents[id], former.address == address, former.port == agent.port else { continue }
            endUntold(byAgent: id, .max)
            localAgents[id] = nil
        }
    }

    /// What this agent told before and does not any more has ended.
    private mutating func endUntold(byAgent id: String, _ round: Int) {
        var place = entries.startIndex
        while place != entries.endIndex {
            if let word = entries.values[place].agent, word.agentID == id, entries.values[place].agentRound != round,
                !word.state.isTerminal
            {
                entries.values[place].agent?.state = .gone
                changes.touchLater(entries.keys[place])
            }
            entries.formIndex(after: &place)
        }
    }
}

extension LocalAgent {
    /// What the state leaves out and the container tells: the executor's process, and addresses.
    func completed(_ task: MesosTask, on agent: MesosAgent) -> MesosTask {
        var task = task
        task.agentID = agent.id
        guard let id = task.containerID, let container = containers[id] else { return task }
        task.executorProcess = task.executorProcess ?? container.executorProcess
        if task.addresses.isEmpty { task.addresses = container.addresses }
        return task
    }
}
