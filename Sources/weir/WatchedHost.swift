import Capture
import Events
import Recording
import Workloads

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Which processes and cgroups of this host a capture may name, as the kernel programs' filter has it, and as what.
struct WatchedHost {
    private let choosesCgroups: Bool
    private let processes: Set<ProcessID>
    private var places: Set<CgroupPlace>

    init(_ filter: FilterOptions, _ watched: CgroupFilter, _ tree: CgroupTree) {
        choosesCgroups = filter.choosesCgroups
        processes = Set(filter.pid)
        places = Set(watched.places)
        for cgroup in watched.cgroups {
            if let path = tree.path(of: cgroup) { places.insert(CgroupPlace(hierarchy: cgroup.hierarchy, path: path)) }
        }
    }

    mutating func add(_ news: CgroupFilter) { places.formUnion(news.places) }

    var isEverything: Bool { !choosesCgroups && processes.isEmpty }

    /// As in bpf/owner.h: both filters, where both are given; never weir itself.
    func watches(_ process: ProcessID, _ memberships: [HostTables.Membership]) -> Bool {
        if process == ProcessID(truncatingIfNeeded: getpid()) { return false }
        if !processes.isEmpty, !processes.contains(process) { return false }
        return !choosesCgroups || memberships.contains { isInside($0.hierarchy, $0.path) }
    }

    /// Whether it may be named although it has done nothing yet.
    func watches(_ resident: Resident) -> Bool {
        isEverything || choosesCgroups && resident.workload.cgroup.map { isInside(resident.cgroup.hierarchy, $0) } ?? false
    }

    /// In a watched cgroup, or below one.
    func isInside(_ hierarchy: UInt32, _ path: String) -> Bool {
        var rest = path[...]
        while true {
            if places.contains(CgroupPlace(hierarchy: hierarchy, path: rest.isEmpty ? "/" : String(rest))) { return true }
            guard let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) else { return false }
            rest = rest[..<slash]
        }
    }
}
