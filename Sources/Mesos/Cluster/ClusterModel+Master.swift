public import Workloads

extension ClusterModel {
    /// A whole state: replaces what masters said. One that is empty and of no leader, such as standbys had before 1.0, changes nothing.
    public mutating func take(master state: MasterState, at time: Double) -> [NameUpdate] {
        let isEmpty = state.frameworks.isEmpty && state.agents.isEmpty && state.recoveredAgents.isEmpty && state.tasks.isEmpty
        guard state.isLeader || !isEmpty else { return [] }
        let isFirst = master == nil
        var word = master ?? MasterWord(id: state.id, termBegan: -.infinity)
        if let id = state.id, id != word.id {
            word.termBegan = word.id == nil ? word.termBegan : time
            word.id = id
        }
        word.round += 1
        word.completedFrameworks = Set(state.completedFrameworks.map(\.id))
        completedFrameworks = completedFrameworks.union(word.completedFrameworks).subtracting(state.frameworks.map(\.id))
        (state.completedFrameworks + state.frameworks).forEach { learn($0) }
        (state.recoveredAgents + state.agents).forEach { learn($0) }
        var completed: Set<ClusterEntry.Key> = []
        for task in state.tasks {
            if entries[task.key] == nil, task.state.isTerminal {
                completed.insert(task.key)
                note(shapeOf: task)
                guard !isFirst, !word.completed.contains(task.key) else { continue }
                take(masters: task, word.round)
                entries[task.key]?.isLateNews = true
            } else {
                take(masters: task, word.round)
            }
        }
        word.completed = completed
        master = word
        let inGrace = time - word.termBegan < MasterWord.grace
        endUntold(by: state, word.round, inGrace: inGrace)
        if !inGrace { dropAgents(absentFrom: state) }
        return finish(at: time)
    }

    private mutating func take(masters word: MesosTask, _ round: Int) {
        let key = word.key
        let place = place(of: key)
        entries.values[place].masterRound = round
        guard entries.values[place].master != word else { return }
        restart(place, word)
        entries.values[place].master = word
        changes.touch(key)
    }

    /// A task with the id of one that ended on its agent, in another container or elsewhere, is a new one, of which the agent has not told.
    mutating func restart(_ place: Dictionary<ClusterEntry.Key, ClusterEntry>.Index, _ word: MesosTask) {
        guard let agent = entries.values[place].agent, agent.state.isTerminal, !word.state.isTerminal else { return }
        let isElsewhere = word.agentID != agent.agentID
        let isOther = word.containerID != nil && agent.containerID != nil && word.containerID != agent.containerID
        if isElsewhere || isOther { entries.values[place].agent = nil }
    }

    /// A task that is not in the lists has ended, if the master has heard its agent. After an election it hears them one by one: those it
    /// waits for are `recoveredAgents`, and of masters that do not tell these, whoever is absent within the time they have.
    private mutating func endUntold(by state: MasterState, _ round: Int, inGrace: Bool) {
        let heard = Set(state.agents.map(\.id))
        let awaited = Set(state.recoveredAgents.map(\.id)).subtracting(heard)
        var place = entries.startIndex
        while place != entries.endIndex {
            defer { entries.formIndex(after: &place) }
            guard let word = entries.values[place].master else {
                // of a scheduler only: the master would know
                if entries.values[place].agent == nil, entries.values[place].published != nil {
                    changes.touchLater(entries.keys[place])
                }
                continue
            }
            guard entries.values[place].masterRound != round, !word.state.isTerminal, entries.keys[place].kind == .task else { continue }
            if awaited.contains(word.agentID) || (inGrace && !heard.contains(word.agentID)) { continue }
            entries.values[place].master?.state = .gone
            changes.touchLater(entries.keys[place])
        }
    }

    private mutating func dropAgents(absentFrom state: MasterState) {
        let told = Set((state.agents + state.recoveredAgents).map(\.id))
        for id in agents.keys where !told.contains(id) && localAgents[id] == nil { drop(agent: id) }
    }
}
