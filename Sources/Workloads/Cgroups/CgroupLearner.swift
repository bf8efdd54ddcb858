import Events

/// Finds out cgroups that no event has named: asks procfs for the process at hand, then lists all cgroups again, at most once a
/// second.
struct CgroupLearner {
    enum Outcome {
        /// All that was asked for is in the tree.
        case told
        /// Everything has been listed: what is not in the tree now, is not to be found.
        case listed
        /// It is too early to list again.
        case later
    }

    /// A process that was asked since the last listing, without avail.
    private struct Asked: Hashable {
        var process: ProcessID
        var cgroup: CgroupID
    }

    /// Listings so far.
    private(set) var rescans: UInt64 = 0
    private let proc: ProcFiles
    private let now: () -> UInt64
    private var lastRescan: UInt64?
    private var asked: Set<Asked> = []

    private static let rescanInterval: UInt64 = 1_000_000_000
    private static let mostAsked = 4096

    /// `now`: nanoseconds of a clock that only goes forward.
    init(proc: ProcFiles, now: @escaping () -> UInt64) {
        self.proc = proc
        self.now = now
    }

    mutating func learn(_ missing: [CgroupID], of process: ProcessID, into tree: inout CgroupTree) -> Outcome {
        if missing.isEmpty { return .told }
        ask(process, for: missing, into: &tree)
        if missing.allSatisfy({ tree.node($0) != nil }) { return .told }
        let time = now()
        if let lastRescan, time < lastRescan + Self.rescanInterval { return .later }
        lastRescan = time
        rescans += 1
        asked.removeAll(keepingCapacity: true)
        tree.scan()
        return .listed
    }

    /// Each process once for each cgroup.
    private mutating func ask(_ process: ProcessID, for missing: [CgroupID], into tree: inout CgroupTree) {
        guard process != 0, asked.count < Self.mostAsked else { return }
        let unasked = missing.filter { asked.insert(Asked(process: process, cgroup: $0)).inserted }
        if unasked.isEmpty { return }
        let memberships = proc.memberships(of: process)
        for cgroup in unasked { tree.learn(cgroup, from: memberships) }
    }
}
