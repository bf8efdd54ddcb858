import Workloads

// From what was touched to what is told.
extension ClusterModel {
    mutating func finish(at time: Double) -> [NameUpdate] {
        touchDependents()
        let touched = changes.take()
        touched.forEach { followExecutor(of: $0) }
        var news = (touched + changes.take()).compactMap { self.news(of: $0, at: time) }.map { NameUpdate.task($0) }
        if changes.hasAddresses {
            changes.hasAddresses = false
            news += addressNews().map { .address($0) }
        }
        return news
    }

    /// Tasks whose framework or agent is told of otherwise than before.
    private mutating func touchDependents() {
        guard !changes.frameworks.isEmpty || !changes.agents.isEmpty else { return }
        for (key, entry) in entries where entry.endedAt == nil {
            if changes.frameworks.contains(key.frameworkID) || entry.agentID.map(changes.agents.contains) ?? false {
                changes.touchLater(key)
            }
        }
    }

    /// nil when nothing is new.
    private mutating func news(of key: ClusterEntry.Key, at time: Double) -> TaskUpdate? {
        guard let place = entries.index(forKey: key) else { return nil }
        var entry = entries.values[place]
        let isPresent = isPresent(entry, key)
        entry.changedAt = time
        confirm(&entry, key)
        defer { entries.values[place] = entry }
        if isPresent {
            entry.endedAt = nil
        } else if entry.endedAt == nil {
            entry.endedAt = time
            ended.append((key, time))
        }
        guard isPresent || entry.published?.state == .present || (entry.published == nil && entry.isLateNews) else { return nil }
        var update = update(of: entry, key)
        if !isPresent { update.end(after: entry.published) }
        guard update != entry.published else { return nil }
        move(from: entry.published, to: update)
        let services = services(of: entry, update)
        if names.relabel(from: entry.services, to: services) { changes.hasAddresses = true }
        entry.services = services
        entry.published = update
        return update
    }

    /// What Mesos says; of a cluster whose master was never heard, what schedulers say.
    func isPresent(_ entry: ClusterEntry, _ key: ClusterEntry.Key) -> Bool {
        if key.kind == .executor { return entry.agent.map { !$0.state.isTerminal } ?? !entry.children.isEmpty }
        if let isPresent = entry.isPresent { return isPresent }
        return master == nil && schedulers.marathonTask(key).map { !$0.task.state.isTerminal } ?? false
    }

    private mutating func move(from old: TaskUpdate?, to new: TaskUpdate) {
        guard old?.containerID != new.containerID else { return }
        leave(old?.containerID)
        if let container = new.containerID { containers[container, default: 0] += 1 }
    }

    mutating func leave(_ container: String?) {
        guard let container, let count = containers[container] else { return }
        containers[container] = count > 1 ? count - 1 : nil
    }
}

extension TaskUpdate {
    /// Of what has ended, the facts that were told stay true, also where nobody tells them any more.
    fileprivate mutating func end(after last: TaskUpdate?) {
        state = .removed
        guard let last else { return }
        name = name ?? last.name
        framework = framework ?? last.framework
        host = host ?? last.host
        hostAddress = hostAddress ?? last.hostAddress
        containerID = containerID ?? last.containerID
        executorProcess = executorProcess ?? last.executorProcess
        app = app ?? last.app
        if labels.isEmpty { labels = last.labels }
        if addresses.isEmpty { addresses = last.addresses }
        if ports.isEmpty { ports = last.ports }
    }
}
