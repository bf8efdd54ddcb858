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
    private(set) var tasks = TaskTable()
    /// Mesos' ids of containers that nobody has told of: what an agent is to be asked.
    public var questions = ContainerQuestions()
    /// Ids of containers of Kubernetes' engines that nobody has told of: when to ask those again.
    public var engineQuestions = ContainerQuestions()
    /// Who is at addresses that are not of a process here.
    public private(set) var addresses = AddressBook()
    /// What workloads were told when they asked for names.
    var dnsAnswers = DNSAnswers()
    /// Where a process's own words may be read; asked for what nobody else names.
    public var environment: (ProcessID) -> EnvironmentHints? = { _ in nil }
    var table: WorkloadTable
    private var known: [OwnerKey: WorkloadID] = [:]
    private var trees: ProcessTrees
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
        trees = ProcessTrees(proc: self.proc)
        table = WorkloadTable(limit: limit)
        mostKnown = limit * 4
    }

    /// The workload of an owner; one dictionary lookup once it has been seen. May read procfs and list cgroups the first time.
    public func identify(_ owner: Owner) -> WorkloadID {
        let key = OwnerKey(owner)
        let id = known[key] ?? trees.known(owner.process, key.command) ?? introduce(owner, key)
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
        if event.kind == .made { ask(about: cgroups.node(event.cgroup)) }
    }

    /// Lists all cgroups again: for what no event tells, such as those that a filter leaves out. Some microseconds each.
    public func relist() {
        cgroups.scan()
        for cgroup in orphans.cgroups { adopt(cgroup) }
        for node in cgroups.nodes.values where !node.isRemoved { ask(about: node) }
    }

    public func observe(_ update: NameUpdate) {
        switch update {
        case .container(let container):
            containers.observe(container)
            addresses.observe(container)
        case .task(let task): observe(task)
        case .address(let address): addresses.observe(address)
        case .cgroupsRoot(let root): cgroups.addMesosRoot(root)
        }
    }

    /// Addresses of this host's own, where containers publish ports; and the time, by which what is gone is forgotten.
    public func setLocal(_ local: Set<IPAddress>, at now: MonotonicTime) {
        addresses.localAddresses = local
        addresses.tick(at: now)
    }

    private func observe(_ task: TaskUpdate) {
        tasks.observe(task)
        addresses.observe(task)
        if let container = task.containerID { questions.answer(container) }
        guard let process = task.executorProcess, let container = task.containerID,
            trees.add(executor: process, container: task.state == .present ? container : nil)
        else { return }
        replaceProcesses()
    }

    /// Processes of a Mesos agent share its cgroups with the tasks that it starts without a launcher of its own: there each process is
    /// looked at on its own.
    public func observe(agent process: ProcessID) {
        guard let memberships = proc?.memberships(of: process), trees.add(agentsPaths: memberships.map(\.path)) else { return }
        known = known.filter { entry in !isShared(node(of: entry.key)) }
    }

    /// Forgets every workload that nobody mentions any more, to make room. Their ids will mean others: `isUsed` must be true for all
    /// that the caller still holds. Returns how many went. Not for the hot path.
    @discardableResult
    public func retire(unless isUsed: (WorkloadID) -> Bool) -> Int {
        let retired = table.retire(unless: isUsed)
        known = known.filter { !retired.contains($0.value) }
        trees.forget(retired)
        dnsAnswers.forget(retired)
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
        ask(about: node)
        let isShared = isShared(node)
        let hints = hints(of: owner.process, node, isShared: isShared)
        let place = isShared ? placeOfTask(owner.process, hints) ?? place(of: key, node) : place(of: key, node)
        let identity = WorkloadIdentity(place: place, command: key.command)
        let met = table.id(of: identity)
        guard let id = met ?? table.insert(WorkloadTable.Entry(identity: identity, node: node, hints: hints)) else {
            identifiedAsOther += 1
            return .other
        }
        if isShared {
            trees.learn(owner.process, key.command, id)
        } else if !mayLearnMore && known.count < mostKnown {
            known[key] = id
        }
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

    /// Who is in a container that nobody told of is asked at once.
    private func ask(about node: CgroupTree.Node?) {
        guard case .container(let container)? = node?.match.meaning else { return }
        switch container.runtime {
        case "mesos": if !tasks.isKnown(container: container.id) { questions.ask(container.id) }
        case "containerd", "crio", "kubernetes": if containers[container.id] == nil { engineQuestions.ask(container.id) }
        default: break
        }
    }

    private func isShared(_ node: CgroupTree.Node?) -> Bool {
        guard let node, !node.match.isContainer else { return false }
        return trees.isShared(node.path)
    }

    /// The task that a process without a cgroup of its own belongs to.
    private func placeOfTask(_ process: ProcessID, _ hints: EnvironmentHints?) -> WorkloadPlace? {
        if let container = trees.container(of: process) { return .container(container) }
        return hints?.taskID.map(WorkloadPlace.claimed)
    }

    /// A unit of systemd is named by the unit, a container that an engine told of by the engine.
    private func hints(of process: ProcessID, _ node: CgroupTree.Node?, isShared: Bool) -> EnvironmentHints? {
        switch node?.match.meaning {
        case .unit? where !isShared: return nil
        case .container(let container)? where containers[container.id] != nil || tasks.isKnown(container: container.id): return nil
        default: return environment(process)
        }
    }

    /// Executors have been told of: processes that were nobody's may be below them.
    private func replaceProcesses() {
        for (process, command, id) in trees.unplaced {
            guard let container = trees.container(of: process), let entry = table[id] else { continue }
            let identity = WorkloadIdentity(place: .container(container), command: command)
            if entry.identity.place == identity.place { continue }
            table.move(id, to: identity, node: entry.node)
        }
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
