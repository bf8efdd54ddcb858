public import Events

/// Who is behind a socket: joins what the kernel says of its owner with the names of cgroups, processes and containers.
///
/// Not Sendable: one thread feeds it and asks it. Engines send their `ContainerUpdate`s to that thread. It reads procfs only when
/// made with `proc`, and only for what no event told; a replay's directory lives on events alone. All tables are bounded.
public final class WorkloadDirectory: WorkloadNaming {
    /// The cgroups, to resolve the user's filters.
    public private(set) var cgroups: CgroupTree
    /// Times that `identify` had to answer `other`.
    public private(set) var identifiedAsOther: UInt64 = 0
    /// Times that all cgroups were listed again since an id was unknown.
    public var rescans: UInt64 { learner?.rescans ?? 0 }
    /// Updates of containers for which there was no room.
    public var droppedContainers: UInt64 { containers.dropped }
    /// Workloads known now.
    public var count: Int { table.count }

    private(set) var containers = ContainerTable()
    var table: WorkloadTable
    private var known: [OwnerKey: WorkloadID] = [:]
    private var orphans = OrphanTable()
    private var commandLines = CommandLineTable()
    private let proc: ProcFiles?
    private var learner: CgroupLearner?
    private let mostKnown: Int

    /// `proc`: where procfs is mounted, or nil to read nothing (replay). `limit`: most workloads; beyond it all are `other`.
    public convenience init(cgroups: CgroupTree, proc: String?, limit: Int = 65_536) {
        self.init(cgroups: cgroups, proc: proc, limit: limit, now: HostFiles.monotonicNanoseconds)
    }

    init(cgroups: CgroupTree, proc: String?, limit: Int, now: @escaping () -> UInt64) {
        self.cgroups = cgroups
        self.proc = proc.map(ProcFiles.init)
        learner = self.proc.map { CgroupLearner(proc: $0, now: now) }
        table = WorkloadTable(limit: limit)
        mostKnown = limit * 4
    }

    /// The workload of an owner; one dictionary lookup once it has been seen. May read procfs and list cgroups the first time.
    public func identify(_ owner: Owner) -> WorkloadID {
        let key = OwnerKey(owner)
        let id = known[key] ?? introduce(owner, key)
        if table.see(owner.process, in: id) { learnCommandLine(of: owner, for: id) }
        return id
    }

    public func observe(_ event: ProcessEvent) {
        commandLines.observe(event)
        // The exec may be told after the first connection of its process.
        guard event.kind == .exec, !event.arguments.isEmpty, let id = known[OwnerKey(event.owner)],
            table.processes(of: id).only == event.owner.process
        else { return }
        table.setCommandLine(event.arguments, of: id)
    }

    public func observe(_ event: CgroupEvent) {
        cgroups.observe(event)
        adopt(event.cgroup)
    }

    /// Lists all cgroups again: for what no event tells, such as those that a filter leaves out. Some microseconds each.
    public func relist() {
        cgroups.scan()
        for cgroup in orphans.cgroups { adopt(cgroup) }
    }

    public func observe(_ update: ContainerUpdate) { containers.observe(update) }

    /// Forgets every workload that nobody mentions any more, to make room. Their ids will mean others: `isUsed` must be true for all
    /// that the caller still holds. Returns how many went. Not for the hot path.
    @discardableResult
    public func retire(unless isUsed: (WorkloadID) -> Bool) -> Int {
        let retired = table.retire(unless: isUsed)
        known = known.filter { !retired.contains($0.value) }
        orphans.forget(retired)
        return retired.count
    }
}

// MARK: The first sight of an owner

extension WorkloadDirectory {
    private func introduce(_ owner: Owner, _ key: OwnerKey) -> WorkloadID {
        if owner.process == 0 && key.cgroups.isEmpty { return .unknown }
        let mayLearnMore = learn(cgroups: key, of: owner.process)
        let node = node(of: key)
        let identity = WorkloadIdentity(place: place(of: key, node), command: key.command)
        let met = table.id(of: identity)
        guard let id = met ?? table.insert(WorkloadTable.Entry(identity: identity, node: node)) else {
            identifiedAsOther += 1
            return .other
        }
        if !mayLearnMore && known.count < mostKnown { known[key] = id }
        if !mayLearnMore || met == nil {
            for cgroup in missing(from: key) { orphans.add(key, id, waitingFor: cgroup) }
        }
        return id
    }

    /// What the known cgroups say; nil when none is known.
    private func node(of key: OwnerKey) -> CgroupTree.Node? {
        let nodes = key.cgroups.compactMap(cgroups.node)
        return nodes.dropFirst().reduce(nodes.first) { best, next in
            best.map { next.saysMore(than: $0) ? next : $0 }
        }
    }

    /// Half an answer counts when it names a container or a unit.
    private func place(of key: OwnerKey, _ node: CgroupTree.Node?) -> WorkloadPlace {
        if let node, missing(from: key).isEmpty || node.match.depth > 0 { return WorkloadPlace(node) }
        return missing(from: key).first.map(WorkloadPlace.unseen) ?? .nowhere
    }

    private func missing(from key: OwnerKey) -> [CgroupID] { key.cgroups.filter { cgroups.node($0) == nil } }

    private func learnCommandLine(of owner: Owner, for id: WorkloadID) {
        let arguments = commandLines.commandLine(of: owner.process, named: owner.command)
            ?? proc?.commandLine(of: owner.process, named: owner.command)
        if let arguments { table.setCommandLine(arguments, of: id) }
    }
}

// MARK: Cgroups that no event has named yet

extension WorkloadDirectory {
    /// Returns true when asking again later may tell more.
    private func learn(cgroups key: OwnerKey, of process: ProcessID) -> Bool {
        switch learner?.learn(missing(from: key), of: process, into: &cgroups) {
        case nil, .told: return false
        case .later: return true
        case .listed:
            for cgroup in orphans.cgroups { adopt(cgroup) }
            return false
        }
    }

    /// Gives those who waited for this cgroup's name their place.
    private func adopt(_ cgroup: CgroupID) {
        guard cgroups.node(cgroup) != nil else { return }
        for orphan in orphans.take(waitingFor: cgroup) {
            guard let node = node(of: orphan.key) else { continue }
            let identity = WorkloadIdentity(place: place(of: orphan.key, node), command: orphan.key.command)
            table.move(orphan.id, to: identity, node: node)
            if let id = table.id(of: identity), known[orphan.key] != nil { known[orphan.key] = id }
        }
    }
}
