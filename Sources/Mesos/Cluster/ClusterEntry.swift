import Workloads

/// A task or an executor, in the words of each who told of it. A word whose speaker no longer tells it is `gone`.
struct ClusterEntry: Sendable {
    struct Key: Hashable, Sendable, Comparable {
        var frameworkID: String
        var id: String
        var kind = TaskUpdate.Kind.task

        static func < (left: Key, right: Key) -> Bool {
            (left.frameworkID, left.id, left.kind.rawValue) < (right.frameworkID, right.id, right.kind.rawValue)
        }
    }

    var master: MesosTask?
    var agent: MesosTask?
    var masterRound = 0
    var agentRound = 0
    /// What the id looks like.
    var shape: Workload.App?
    /// The app that a scheduler has confirmed: a task never changes it.
    var confirmed: (app: Workload.App, by: Evidence)?
    /// Of a task that is present: the executor around its container, as the master tells it.
    var executor: String?
    /// Of such an executor: these tasks.
    var children: Set<String> = []
    /// It was never present here, and yet is news.
    var isLateNews = false
    var published: TaskUpdate?
    /// What its labels call addresses, while it is present.
    var services: [NameWords.Labelled] = []
    var endedAt: Double?
    var changedAt: Double = 0

    /// Of Mesos: the agent's word, else the master's.
    var isPresent: Bool? {
        guard let agent else { return master.map { !$0.state.isTerminal } }
        guard !agent.state.isTerminal else { return false }
        // that a task is lost or gone, a master says of an agent that it cannot reach; the agent knows better
        return master.map { ![.finished, .failed, .killed, .error].contains($0.state) } ?? true
    }

    var virtualAddresses: [VirtualAddress] {
        if let agent, !agent.virtualAddresses.isEmpty { return agent.virtualAddresses }
        return master?.virtualAddresses ?? []
    }

    var agentID: String? { [agent?.agentID, master?.agentID].lazy.compactMap(\.self).first { !$0.isEmpty } }
}

extension MesosTask {
    var key: ClusterEntry.Key { ClusterEntry.Key(frameworkID: frameworkID, id: id) }

    /// So that executors are told of as tasks are.
    init(_ executor: MesosExecutor) {
        self.init(
            id: executor.id, name: executor.name ?? "", frameworkID: executor.frameworkID, executorID: executor.id,
            agentID: executor.agentID, containerID: executor.containerID, executorProcess: executor.process)
    }
}
