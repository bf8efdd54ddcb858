import Events
import Recording
import Workloads

/// The cgroups of this host by where they are: what the kernel says of a process's cgroups, before it says it.
struct CgroupIndex {
    private let ids: [CgroupPlace: UInt64]
    private let tree: CgroupTree

    init(_ tree: CgroupTree) {
        self.tree = tree
        ids = Dictionary(
            tree.paths.map { (CgroupPlace(hierarchy: $0.key.hierarchy, path: $0.value), $0.key.id) }, uniquingKeysWith: { max($0, $1) })
    }

    func id(_ hierarchy: UInt32, _ path: String) -> CgroupID? {
        if path == "/", hierarchy != 0 { return CgroupID(id: 1, hierarchy: hierarchy) }
        return ids[CgroupPlace(hierarchy: hierarchy, path: path)].map { CgroupID(id: $0, hierarchy: hierarchy) }
            ?? (path == "/" ? CgroupID(id: 1, hierarchy: hierarchy) : nil)
    }

    /// In the order in which the kernel programs ask (bpf/owner.h): of equally deep ones, the first.
    private static let controllers = ["freezer", "memory", "pids", "cpu", "cpuacct", "devices", "blkio", "cpuset"]

    private func owner(_ process: HostTables.Process) -> Owner {
        var v1: CgroupID?
        var deepest = -1
        for controller in Self.controllers {
            guard let membership = process.memberships.first(where: { $0.hierarchy != 0 && $0.controllers.contains(controller) }) else { continue }
            let level = membership.path.utf8.split(separator: UInt8(ascii: "/")).count
            guard level > deepest, let id = id(membership.hierarchy, membership.path) else { continue }
            deepest = level
            v1 = id
        }
        let v2 = process.memberships.first { $0.hierarchy == 0 }.flatMap { id(0, $0.path) }
        return Owner(process: ProcessID(truncatingIfNeeded: process.thread.process), command: Command(process.thread.command), cgroupV2: v2, cgroupV1: v1)
    }

    /// That it runs what it runs, as the kernel programs would have told it.
    func record(_ process: HostTables.Process, at time: MonotonicTime) -> [UInt8] {
        KernelRecord.executed(process.thread, started: MonotonicTime(sinceBoot: process.started), owner: owner(process), at: time)
    }

    /// A cgroup and all above it, topmost first, as records of their making.
    func records(of cgroup: CgroupID, at time: MonotonicTime, told: inout Set<CgroupID>) -> [[UInt8]] {
        var records: [[UInt8]] = []
        var next: CgroupID? = cgroup
        while let cgroup = next, cgroup.id != 1, let path = tree.path(of: cgroup), told.insert(cgroup).inserted {
            let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
            let parent = id(cgroup.hierarchy, slash == path.startIndex ? "/" : String(path[..<slash]))
            records.append(KernelRecord.made(cgroup, parent: parent?.id ?? 0, path: path, at: time))
            next = parent
        }
        return records.reversed()
    }
}

extension CgroupTree {
    /// The cgroups of an owner, a controller each, as far as their names are known.
    func scapCgroups(of owner: Owner) -> [ScapCgroup] {
        var found: [ScapCgroup] = []
        for case let cgroup? in [owner.cgroupV1, owner.cgroupV2] {
            guard let path = path(of: cgroup) else { continue }
            let controllers = hierarchies.first { $0.id == cgroup.hierarchy }?.controllers ?? []
            found += controllers.isEmpty && cgroup.hierarchy == 0
                ? [ScapCgroup(subsystem: "", path: path)] : controllers.map { ScapCgroup(subsystem: $0, path: path) }
        }
        return found
    }
}
