import Events

/// The slots behind `WorkloadID`. The first two are `unknown` and `other`.
struct WorkloadTable {
    struct Entry {
        var identity: WorkloadIdentity
        var node: CgroupTree.Node?
        var commandLine: [String] = []
        /// What the first process says of itself, where nobody else says anything.
        var hints: EnvironmentHints?
    }

    private var entries: [Entry?] = [nil, nil]
    private var processes: [SeenProcesses] = [.none, .none]
    private var ids: [WorkloadIdentity: WorkloadID] = [:]
    private var free: [WorkloadID] = []
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    var count: Int { entries.count - 2 - free.count }

    subscript(id: WorkloadID) -> Entry? { entries.indices.contains(Int(id.index)) ? entries[Int(id.index)] : nil }

    func id(of identity: WorkloadIdentity) -> WorkloadID? { ids[identity] }

    func processes(of id: WorkloadID) -> SeenProcesses { processes[Int(id.index)] }

    /// nil when there is no room.
    mutating func insert(_ entry: Entry) -> WorkloadID? {
        guard count < limit else { return nil }
        let id = free.popLast() ?? WorkloadID(index: UInt32(entries.count))
        if Int(id.index) == entries.count {
            entries.append(nil)
            processes.append(.none)
        }
        entries[Int(id.index)] = entry
        processes[Int(id.index)] = .none
        ids[entry.identity] = id
        return id
    }

    /// Returns true for the first process of this workload.
    mutating func see(_ process: ProcessID, in id: WorkloadID) -> Bool {
        switch processes[Int(id.index)] {
        case .none where process != 0:
            processes[Int(id.index)] = .one(process)
            return true
        case .one(let known) where process != 0 && known != process:
            processes[Int(id.index)] = .several(RecentProcesses(known, process))
        case .several(var recent) where process != 0:
            processes[Int(id.index)] = .none // so that nobody else holds them
            recent.see(process)
            processes[Int(id.index)] = .several(recent)
        case .none, .one, .several:
            break
        }
        return false
    }

    mutating func setCommandLine(_ arguments: [String], of id: WorkloadID) { entries[Int(id.index)]?.commandLine = arguments }

    /// The place has become known: the same id shows it from now on, and has its identity unless another workload has that already.
    mutating func move(_ id: WorkloadID, to identity: WorkloadIdentity, node: CgroupTree.Node?) {
        guard let entry = self[id] else { return }
        if ids[entry.identity] == id { ids[entry.identity] = nil }
        entries[Int(id.index)]?.identity = identity
        entries[Int(id.index)]?.node = node
        if ids[identity] == nil { ids[identity] = id }
    }

    mutating func retire(unless isUsed: (WorkloadID) -> Bool) -> Set<WorkloadID> {
        var retired: Set<WorkloadID> = []
        for index in entries.indices {
            let id = WorkloadID(index: UInt32(index))
            guard let entry = entries[index], !isUsed(id) else { continue }
            entries[index] = nil
            if ids[entry.identity] == id { ids[entry.identity] = nil }
            free.append(id)
            retired.insert(id)
        }
        return retired
    }
}
