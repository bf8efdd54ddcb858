import Capture
import Events

/// The containers that a filter names, also when they are made anew: a name then means other cgroups.
struct ContainerFollowing {
    private let containers: [String]
    private var watched: Set<CgroupID>

    init(_ containers: [String], watched: CgroupFilter) {
        self.containers = containers
        self.watched = Set(watched.cgroups)
    }

    /// What is to be watched from now on and was not; `nil` when nothing. For when an engine has told something.
    mutating func news(_ names: LocalNames) -> CgroupFilter? {
        guard !containers.isEmpty else { return nil }
        names.directory.relist()
        let found = containers.flatMap { names.directory.cgroups(ofContainer: $0) }.filter { watched.insert($0).inserted }
        return found.isEmpty ? nil : CgroupFilter(cgroups: found, places: names.directory.cgroups.tops(of: found))
    }
}
