public import Events

/// Who is behind a socket: joins what the kernel says of its owner with the names of cgroups, processes and containers.
///
/// Not Sendable: one thread feeds it and asks it. Engines and clusters send their `NameUpdate`s to that thread. It reads procfs only when
/// made with `proc`, and only for what no event told; a replay's directory lives on events alone. All tables are bounded.
public final class WorkloadDirectory: WorkloadNaming {
    /// The cgroups, to resolve the user's filters.
    public internal(set) var cgroups: CgroupTree
    /// Times that `identify` had to answer `other`.
    public internal(set) var identifiedAsOther: UInt64 = 0
    /// Times that all cgroups were listed again since an id was unknown.
    public var rescans: UInt64 { learner?.rescans ?? 0 }
    /// News for which there was no room, by what it was of.
    public var dropped: [(of: String, count: UInt64)] {
        [
            ("cgroups", cgroups.dropped), ("containers", containers.dropped), ("tasks", tasks.dropped), ("addresses", addresses.dropped),
            ("workloads", identifiedAsOther),
        ]
    }
    /// Workloads known now.
    public var count: Int { table.count }

    private(set) var containers = ContainerTable()
    var tasks = TaskTable()
    /// Mesos' ids of containers that nobody has told of: what an agent is to be asked.
    public var questions = ContainerQuestions()
    /// Ids of containers of Kubernetes' engines that nobody has told of: when to ask those again.
    public var engineQuestions = ContainerQuestions()
    /// Who is at addresses that are not of a process here.
    var addresses = AddressBook()
    /// What workloads were told when they asked for names.
    var dnsAnswers = DNSAnswers()
    /// Where a process's own words may be read; asked for what nobody else names.
    public var environment: (ProcessID) -> EnvironmentHints? = { _ in nil }
    var table: WorkloadTable
    var known: [OwnerKey: WorkloadID] = [:]
    var trees: ProcessTrees
    var orphans = OrphanTable()
    var commandLines = CommandLineTable()
    let proc: ProcFiles?
    var learner: CgroupLearner?
    let mostKnown: Int

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

    /// As they were set last.
    public var localAddresses: Set<IPAddress> { addresses.localAddresses }

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
