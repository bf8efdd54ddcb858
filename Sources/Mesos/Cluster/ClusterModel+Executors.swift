import Workloads

// Executors of pods that only the master told of: known by their tasks' containers, and there as long as one of these is.
extension ClusterModel {
    /// Looks at a task that was touched: its executor is touched where that changes it.
    mutating func followExecutor(of key: ClusterEntry.Key) {
        guard key.kind == .task, let place = entries.index(forKey: key) else { return }
        let around = executor(around: entries.values[place], key)
        if let former = entries.values[place].executor, former != around?.id { leave(former, key) }
        guard let around else { return }
        entries.values[place].executor = around.id
        let executorKey = ClusterEntry.Key(frameworkID: key.frameworkID, id: around.id, kind: .executor)
        let executor = self.place(of: executorKey)
        let isNew = entries.values[executor].children.insert(key.id).inserted
        guard isNew || entries.values[executor].master != around else { return }
        entries.values[executor].master = around
        changes.touch(executorKey)
    }

    /// nil for tasks that are not present, or have no container inside another.
    private func executor(around entry: ClusterEntry, _ key: ClusterEntry.Key) -> MesosTask? {
        guard let word = entry.master, let id = word.executorID, let container = word.containerID,
            let dot = container.utf8.lastIndex(of: UInt8(ascii: ".")), isPresent(entry, key)
        else { return nil }
        // an executor's id may be another's too, on another agent: the first one keeps it
        if let known = entries[ClusterEntry.Key(frameworkID: key.frameworkID, id: id, kind: .executor)], let other = known.master,
            other.agentID != word.agentID, !known.children.subtracting([key.id]).isEmpty
        {
            return nil
        }
        return MesosTask(
            id: id, frameworkID: key.frameworkID, executorID: id, agentID: word.agentID, containerID: String(container[..<dot]))
    }

    private mutating func leave(_ executor: String, _ key: ClusterEntry.Key) {
        let executorKey = ClusterEntry.Key(frameworkID: key.frameworkID, id: executor, kind: .executor)
        entries[key]?.executor = nil
        if entries[executorKey]?.children.remove(key.id) != nil { changes.touch(executorKey) }
    }
}
