import Events

extension CgroupTree {
    /// The cgroups of this host as they are now. `proc` is where procfs is mounted; cgroup mount points come from its mountinfo.
    public static func host(proc: String = "/proc", limits: Limits = Limits()) throws(CgroupError) -> CgroupTree {
        do throws(FileError) {
            let memberships = try HostFiles.lines(proc + "/self/cgroup", limit: 1 << 20).compactMap(CgroupMembership.init)
            let mountinfo = try HostFiles.lines(proc + "/self/mountinfo", limit: 16 << 20)
            let hierarchies = CgroupHierarchy.mounted(mountinfo: mountinfo, memberships: memberships)
            var tree = CgroupTree(hierarchies: hierarchies, limits: limits)
            tree.scan()
            return tree
        } catch {
            throw .unreadable(path: error.path, errno: error.errno)
        }
    }

    /// Lists all hierarchies that kernel programs see. Some microseconds a cgroup: for the start, and for what no event told.
    public mutating func scan() {
        var listed: [CgroupID: String] = [:]
        var complete: Set<UInt32> = []
        for hierarchy in hierarchies where hierarchy.isVisibleToKernelPrograms {
            if Self.list(hierarchy, into: &listed) { complete.insert(hierarchy.id) }
        }
        replace(listed, complete: complete)
    }

    /// Takes the path of one cgroup from those of a process that was in it. The process may have moved, or its number may belong to
    /// another by now: where the directory still is, its id must be the one asked for.
    mutating func learn(_ cgroup: CgroupID, from memberships: [CgroupMembership]) {
        guard let member = memberships.first(where: { $0.hierarchy == cgroup.hierarchy }) else { return }
        let path = member.path.hasSuffix(" (deleted)") ? String(member.path.dropLast(10)) : member.path
        guard let directory = hierarchies.first(where: { $0.id == cgroup.hierarchy })?.directory(of: path) else { return }
        let there = HostFiles.directoryID(PathBytes(directory))
        guard there == nil || there == cgroup.id else { return }
        add(cgroup, path: path)
        if there == nil { remove(cgroup) }
    }

    /// More cgroups, or deeper ones, than a host has: the listing ends there and counts as incomplete.
    private static let mostListed = 262_144
    private static let longestPath = 4095

    /// Returns whether all of it was seen. A cgroup that vanishes meanwhile is no gap.
    private static func list(_ hierarchy: CgroupHierarchy, into listed: inout [CgroupID: String]) -> Bool {
        let mount = PathBytes(hierarchy.mountPoint)
        guard let root = HostFiles.directoryID(mount), HostFiles.directories(in: mount) != nil else { return false }
        // What lies outside the mount was never listed, hence cannot be missed.
        var isComplete = hierarchy.mountedRoot.isEmpty
        listed[CgroupID(id: root, hierarchy: hierarchy.id)] = CgroupPath.join(hierarchy.mountedRoot, "/")
        var pending = [mount]
        while let directory = pending.popLast() {
            for name in HostFiles.directories(in: directory) ?? [] {
                let child = directory.appending(name)
                guard let id = HostFiles.directoryID(child) else { continue }
                guard child.count < longestPath, listed.count < mostListed else {
                    isComplete = false
                    continue
                }
                let path = CgroupPath.remainder(of: child.text, below: hierarchy.mountPoint) ?? "/"
                listed[CgroupID(id: id, hierarchy: hierarchy.id)] = CgroupPath.join(hierarchy.mountedRoot, path)
                pending.append(child)
            }
        }
        return isComplete
    }
}
