import Events

/// Whoever has a cgroup of its own on this host now: a container, or a unit of systemd.
public struct Resident: Sendable {
    public var workload: Workload
    /// From the root of the v2 hierarchy, and of those of v1: the shortest path in each, which is the container's and not that of what it made
    /// inside. nil where it has none.
    public var v2: String?
    public var v1: String?
    /// The cgroup with the shortest path: another one for the same container is a new start of it.
    public var cgroup: CgroupID
}

extension WorkloadDirectory {
    /// Containers, then units, by their names. Builds new values: for output.
    public func residents() -> [Resident] {
        var containers: [String: Paths] = [:]
        var units: [String: Paths] = [:]
        for (cgroup, node) in cgroups.nodes where !node.isRemoved {
            switch node.match.meaning {
            case .container(let identity): containers[identity.id, default: Paths()].keep(node, of: cgroup)
            case .unit(let name): units[name, default: Paths()].keep(node, of: cgroup)
            case .host, .monitor: break
            }
        }
        return [containers, units].flatMap { found in
            found.values.compactMap(resident).sorted { ($0.workload.name, $0.workload.cgroup ?? "") < ($1.workload.name, $1.workload.cgroup ?? "") }
        }
    }

    private func resident(_ paths: Paths) -> Resident? {
        guard let place = paths.shortest else { return nil }
        return Resident(
            workload: workload(inContainer: place.node), v2: paths.v2?.node.path, v1: paths.v1?.node.path, cgroup: place.cgroup)
    }
}

/// The cgroups of one resident.
private struct Paths {
    struct Place {
        var node: CgroupTree.Node
        var cgroup: CgroupID
    }

    var v2: Place?
    var v1: Place?

    mutating func keep(_ node: CgroupTree.Node, of cgroup: CgroupID) {
        let place = Place(node: node, cgroup: cgroup)
        if cgroup.hierarchy == 0 { v2 = Self.shorter(v2, place) } else { v1 = Self.shorter(v1, place) }
    }

    /// Of equals in several hierarchies the same each time.
    var shortest: Place? { v1.map { Self.shorter(v2, $0) } ?? v2 }

    private static func shorter(_ known: Place?, _ place: Place) -> Place {
        guard let known, known.rank <= place.rank else { return place }
        return known
    }
}

extension Paths.Place {
    fileprivate var rank: (Int, String, UInt32, UInt64) { (node.path.utf8.count, node.path, cgroup.hierarchy, cgroup.id) }
}
