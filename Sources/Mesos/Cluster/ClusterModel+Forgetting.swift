public import Workloads

extension ClusterModel {
    /// Most entries that have ended and are kept.
    static var mostEnded: Int { 20_000 }
    private static var mostCompleted: Int { 100_000 }

    /// Drops what ended before `time`, and more of the oldest where there are too many. Tasks that their master has not reached since then,
    /// and whose agent nobody knows any more, end here: that is the news.
    public mutating func forget(before time: Double) -> [NameUpdate] {
        for (key, entry) in entries where entry.agent == nil && entry.master?.state == .unreachable && entry.changedAt < time {
            guard entry.agentID.flatMap({ agents[$0] }) == nil else { continue }
            entries[key]?.master?.state = .gone
            changes.touchLater(key)
        }
        let news = finish(at: time)
        let tooMany = ended.count - Self.mostEnded
        var dropped = 0
        while dropped < ended.count, dropped < tooMany || ended[dropped].time < time {
            drop(ended[dropped].key, endedAt: ended[dropped].time)
            dropped += 1
        }
        ended.removeFirst(dropped)
        forgetFrameworks()
        return news
    }

    /// There are clusters with a new framework for every job: those that are completed go with the last of their tasks, unless the master
    /// still tells of them.
    private mutating func forgetFrameworks() {
        let told = master?.completedFrameworks ?? []
        let used = Set(entries.keys.lazy.map(\.frameworkID))
        for id in completedFrameworks where !told.contains(id) && !used.contains(id) {
            frameworks[id] = nil
            shapes[id] = nil
            completedFrameworks.remove(id)
        }
    }

    /// Unless it has begun anew since.
    private mutating func drop(_ key: ClusterEntry.Key, endedAt time: Double) {
        guard let entry = entries[key], entry.endedAt == time else { return }
        leave(entry.published?.containerID)
        entries[key] = nil
        // or the next state would tell of it as news; of a stream there may never be a next one
        if entry.master != nil {
            if master?.completed.count ?? 0 >= Self.mostCompleted { master?.completed.removeAll() }
            master?.completed.insert(key)
        }
        if let agent = entry.agent?.agentID { localAgents[agent]?.completed.insert(key) }
    }
}
