import Events

/// Workloads that wait for the name of a cgroup: events of several processors come in no order. Bounded; one that finds no room
/// keeps the name it has.
struct OrphanTable {
    struct Orphan {
        var key: OwnerKey
        var id: WorkloadID
    }

    private var waiting: [CgroupID: [Orphan]] = [:]
    private var count = 0

    private static let most = 4096

    var cgroups: [CgroupID] { Array(waiting.keys) }

    mutating func add(_ key: OwnerKey, _ id: WorkloadID, waitingFor cgroup: CgroupID) {
        guard count < Self.most else { return }
        waiting[cgroup, default: []].append(Orphan(key: key, id: id))
        count += 1
    }

    mutating func take(waitingFor cgroup: CgroupID) -> [Orphan] {
        guard let orphans = waiting.removeValue(forKey: cgroup) else { return [] }
        count -= orphans.count
        return orphans
    }

    mutating func forget(_ retired: Set<WorkloadID>) {
        waiting = waiting.mapValues { $0.filter { !retired.contains($0.id) } }.filter { !$0.value.isEmpty }
        count = waiting.values.reduce(0) { $0 + $1.count }
    }
}
