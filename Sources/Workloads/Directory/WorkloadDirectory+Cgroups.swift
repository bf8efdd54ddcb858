import Events

// Cgroups that no event has named yet.
extension WorkloadDirectory {
    /// Returns true when asking again later may tell more.
    func learn(cgroups key: OwnerKey, of process: ProcessID) -> Bool {
        switch learner?.learn(missing(from: key), of: process, into: &cgroups) {
        case nil, .told: return false
        case .later: return true
        case .listed:
            for cgroup in orphans.cgroups { adopt(cgroup) }
            return false
        }
    }

    /// Gives those who waited for this cgroup's name their place.
    func adopt(_ cgroup: CgroupID) {
        guard cgroups.node(cgroup) != nil else { return }
        for orphan in orphans.take(waitingFor: cgroup) {
            guard let node = node(of: orphan.key) else { continue }
            let identity = WorkloadIdentity(place: place(of: orphan.key, node), command: orphan.key.command)
            table.move(orphan.id, to: identity, node: node)
            if let id = table.id(of: identity), known[orphan.key] != nil { known[orphan.key] = id }
        }
    }
}
