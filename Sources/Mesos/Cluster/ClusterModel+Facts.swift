import Workloads

// Frameworks and agents, and what follows for their tasks.
extension ClusterModel {
    mutating func learn(_ framework: MesosFramework) {
        guard let known = frameworks.updateValue(framework, forKey: framework.id) else {
            changes.frameworks.insert(framework.id)
            return
        }
        if known.name != framework.name { changes.frameworks.insert(framework.id) }
    }

    /// An agent that is awaited after an election is told of without its address: that is still known.
    mutating func learn(_ agent: MesosAgent) {
        var agent = agent
        let known = agents[agent.id]
        if agent.hostname.isEmpty { agent.hostname = known?.hostname ?? "" }
        if agent.address == nil { (agent.address, agent.port) = (known?.address, known?.port ?? agent.port) }
        guard known != agent else { return }
        agents[agent.id] = agent
        names.count(address: known?.address, by: -1)
        names.count(address: agent.address, by: 1)
        changes.agents.insert(agent.id)
        changes.hasAddresses = true
    }

    mutating func drop(agent id: String) {
        guard let agent = agents.removeValue(forKey: id) else { return }
        names.count(address: agent.address, by: -1)
        changes.hasAddresses = true
    }

    /// The entry of this key, which is made if there is none.
    mutating func place(of key: ClusterEntry.Key) -> Dictionary<ClusterEntry.Key, ClusterEntry>.Index {
        if let place = entries.index(forKey: key) { return place }
        entries[key] = ClusterEntry()
        return entries.index(forKey: key)!
    }

    /// Of a task that is not kept.
    mutating func note(shapeOf task: MesosTask) {
        guard shapes[task.frameworkID] == nil, let kind = TaskIDs.app(task: task.id, executor: task.executorID)?.kind else { return }
        shapes[task.frameworkID] = [kind]
    }
}
