public import Events

extension CgroupTree {
    /// The cgroup that a user means and all below it, for a filter. Removed ones count: their events may still be on their way.
    ///
    /// `argument` is a directory (`/sys/fs/cgroup/memory/foo`: in that hierarchy only) or a path from the root of a hierarchy
    /// (`/docker/<id>`: in every hierarchy that has it). Symbolic links such as `/sys/fs/cgroup/cpu` are followed.
    public func resolve(_ argument: String) throws(CgroupError) -> [CgroupID] {
        let path = CgroupPath.clean(argument)
        for directory in [path, HostFiles.real(path) ?? path] {
            if let place = place(ofDirectory: directory) { return try resolve(place, argument: argument, directory: directory) }
        }
        let found = hierarchies.isEmpty ? below(path) : visible.flatMap { below(path, in: $0.id) }
        if found.isEmpty { throw missing(path, argument: argument) }
        return found.sorted(by: Self.inOrder)
    }

    /// Every cgroup of a container, in any hierarchy, and all below: nested containers, pods inside a node's container. `id` is
    /// whole, or its first twelve or more characters. Empty when no such container is known.
    public func cgroups(ofContainer id: String) -> [CgroupID] {
        let found = nodes.filter { _, node in
            if case .container(let identity) = node.match.meaning, identity.isMeant(by: id) { return true }
            return CgroupRules.containers(in: node.path).contains { $0.isMeant(by: id) }
        }
        return found.keys.sorted(by: Self.inOrder)
    }

    /// The places of those that lie below no other of them.
    public func tops(of cgroups: [CgroupID]) -> [CgroupPlace] {
        let places = Set(cgroups.compactMap { cgroup in path(of: cgroup).map { CgroupPlace(hierarchy: cgroup.hierarchy, path: $0) } })
        let tops = places.filter { place in
            let parent = CgroupPath.parent(of: place.path)
            return parent == place.path || !places.contains(CgroupPlace(hierarchy: place.hierarchy, path: parent))
        }
        return tops.sorted { ($0.hierarchy, $0.path) < ($1.hierarchy, $1.path) }
    }

    private var visible: [CgroupHierarchy] { hierarchies.filter(\.isVisibleToKernelPrograms) }

    private typealias Place = (hierarchy: CgroupHierarchy, path: String)

    /// The mount that a directory lies in: the longest mount point wins.
    private func place(ofDirectory directory: String) -> Place? {
        let candidates = hierarchies.sorted { $0.mountPoint.utf8.count > $1.mountPoint.utf8.count }
        return candidates.lazy.compactMap { hierarchy in hierarchy.path(of: directory).map { (hierarchy, $0) } }.first
    }

    private func resolve(_ place: Place, argument: String, directory: String) throws(CgroupError) -> [CgroupID] {
        guard place.hierarchy.isVisibleToKernelPrograms else {
            throw .invisible(path: argument, hierarchy: place.hierarchy.controllers.joined(separator: ","))
        }
        let found = below(place.path, in: place.hierarchy.id)
        if found.isEmpty { throw .unknown(path: argument, searched: [directory]) }
        return found.sorted(by: Self.inOrder)
    }

    private func missing(_ path: String, argument: String) -> CgroupError {
        if hierarchies.isEmpty && nodes.isEmpty { return .noneMounted(mountinfo: "/proc/self/mountinfo") }
        let named = hierarchies.first { hierarchy in
            guard !hierarchy.isVisibleToKernelPrograms, let directory = hierarchy.directory(of: path) else { return false }
            return HostFiles.directoryID(PathBytes(directory)) != nil
        }
        if let named { return .invisible(path: argument, hierarchy: named.controllers.joined(separator: ",")) }
        return .unknown(path: argument, searched: visible.compactMap { $0.directory(of: path) })
    }

    private func below(_ ancestor: String, in hierarchy: UInt32? = nil) -> [CgroupID] {
        nodes.compactMap { cgroup, node in
            guard hierarchy == nil || cgroup.hierarchy == hierarchy else { return nil }
            return CgroupPath.remainder(of: node.path, below: ancestor) == nil ? nil : cgroup
        }
    }

    private static func inOrder(_ left: CgroupID, _ right: CgroupID) -> Bool {
        (left.hierarchy, left.id) < (right.hierarchy, right.id)
    }
}

extension ContainerIdentity {
    /// Whether this is the container that someone names by id, by the beginning of its id, or one nested in it (Mesos).
    func isMeant(by name: String) -> Bool {
        if id == name { return true }
        if runtime == "mesos" && id.utf8.starts(with: (name + ".").utf8) { return true }
        return name.utf8.count >= 12 && id.utf8.starts(with: name.utf8)
    }
}
