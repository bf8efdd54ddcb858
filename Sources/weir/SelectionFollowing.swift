import Capture
import Events
import Workloads

/// Those that a filter names, also when they are made anew or come later: a name then means other cgroups.
struct SelectionFollowing {
    private let selection: WorkloadSelection
    private var watched: Set<CgroupID>
    private var lastLook: MonotonicTime
    /// Somebody has told something since the last look.
    private var hasNews = false

    /// A look lists all cgroups: a busy cluster tells more often than that is worth.
    private static let leastBetweenLooks: UInt64 = 200_000_000
    /// Cgroups that are not watched have no events: only listing them shows the containers of new tasks.
    private static let betweenLooks: UInt64 = 2_000_000_000

    init(_ selection: WorkloadSelection, watched: CgroupFilter, at time: MonotonicTime) {
        self.selection = selection
        self.watched = Set(watched.cgroups)
        lastLook = time
    }

    /// What is to be watched from now on and was not; `nil` when nothing. `isNew`: an engine or a cluster has told something.
    mutating func news(_ names: LocalNames, isNew: Bool, at time: MonotonicTime) -> CgroupFilter? {
        guard !selection.isEmpty else { return nil }
        hasNews = hasNews || isNew
        let passed = time.nanoseconds(since: lastLook)
        guard hasNews && passed >= Self.leastBetweenLooks || names.followsCluster && passed >= Self.betweenLooks else { return nil }
        (hasNews, lastLook) = (false, time)
        names.directory.relist()
        let found = names.directory.cgroups(of: selection).filter { watched.insert($0).inserted }
        return found.isEmpty ? nil : CgroupFilter(cgroups: found, places: names.directory.cgroups.tops(of: found))
    }
}
