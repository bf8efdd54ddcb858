import Events
import Workloads

/// Whom a replay looks at: what `--cgroup`, `--pid` and the filters by name mean in the names of the capture. One thread.
///
/// A name may be told after the first events of its container; those are left out then, as they are live.
final class ReplayFilter {
    private let paths: [String]
    private let selection: WorkloadSelection
    private var selected: Set<CgroupID>?
    private let processes: Set<ProcessID>
    private var known: [Place: Bool] = [:]

    private struct Place: Hashable {
        var v2: CgroupID?
        var v1: CgroupID?
    }

    /// `nil`: everybody.
    init?(_ options: FilterOptions) {
        guard options.choosesCgroups || !options.pid.isEmpty else { return nil }
        paths = options.cgroup.map(Self.path)
        selection = options.selection
        processes = Set(options.pid)
    }

    func accepts(_ owner: Owner, _ directory: WorkloadDirectory) -> Bool {
        if !processes.isEmpty, !processes.contains(owner.process) { return false }
        if paths.isEmpty, selection.isEmpty { return true }
        let place = Place(v2: owner.cgroupV2, v1: owner.cgroupV1)
        if let known = known[place] { return known }
        let accepted = isBelow(place, directory) || isSelected(place, directory)
        if known.count > 65_536 { known.removeAll() }
        known[place] = accepted
        return accepted
    }

    /// Names have come: who was nobody may be somebody.
    func forget() {
        known.removeAll()
        selected = nil
    }

    private func isBelow(_ place: Place, _ directory: WorkloadDirectory) -> Bool {
        [place.v2, place.v1].compactMap(\.self).compactMap { directory.cgroups.path(of: $0) }.contains { path in
            paths.contains { top in path == top || top == "/" || path.hasPrefix(top + "/") }
        }
    }

    private func isSelected(_ place: Place, _ directory: WorkloadDirectory) -> Bool {
        if selection.isEmpty { return false }
        let selected = selected ?? Set(directory.cgroups(of: selection))
        self.selected = selected
        return [place.v2, place.v1].compactMap(\.self).contains { selected.contains($0) }
    }

    /// A path from the root of its hierarchy; of a directory below `/sys/fs/cgroup` that is what follows the controller.
    private static func path(_ argument: String) -> String {
        var parts = argument.split(separator: "/")
        if parts.starts(with: ["sys", "fs", "cgroup"]) {
            parts.removeFirst(3)
            let controllers = ["memory", "cpu", "cpuacct", "cpu,cpuacct", "freezer", "pids", "blkio", "devices", "cpuset", "net_cls",
                               "net_prio", "net_cls,net_prio", "perf_event", "hugetlb", "systemd", "unified"]
            if let first = parts.first, controllers.contains(String(first)) { parts.removeFirst() }
        }
        return "/" + parts.joined(separator: "/")
    }
}
