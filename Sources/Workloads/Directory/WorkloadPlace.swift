import Events

/// Where a process runs, as far as it makes two processes of one name the same workload or different ones.
enum WorkloadPlace: Hashable {
    case container(String)
    case unit(String)
    case cgroup(String)
    /// In a cgroup whose name is not known yet.
    case unseen(CgroupID)
    case nowhere
    /// Among the processes of an agent, by the task that it says it is.
    case claimed(String)

    init(_ node: CgroupTree.Node) {
        switch node.match.meaning {
        case .container(let identity): self = .container(identity.id)
        case .unit(let name): self = .unit(name)
        case .host, .monitor: self = .cgroup(node.path)
        }
    }
}

/// Place and program, never the process: a thousand short runs of `curl` are one workload.
struct WorkloadIdentity: Hashable {
    var place: WorkloadPlace
    var command: Command
}

/// An owner without its process: what the hot path looks up.
struct OwnerKey: Hashable {
    var command: Command
    var cgroupV2: CgroupID?
    var cgroupV1: CgroupID?

    init(_ owner: Owner) {
        command = owner.command
        cgroupV2 = owner.cgroupV2
        cgroupV1 = owner.cgroupV1
    }

    var cgroups: [CgroupID] { [cgroupV2, cgroupV1].compactMap(\.self) }
}

/// The processes seen under one workload.
enum SeenProcesses {
    case none
    case one(ProcessID)
    case several(RecentProcesses)

    var only: ProcessID? {
        if case .one(let process) = self { process } else { nil }
    }

    /// Of many, those that were seen last.
    var latest: [ProcessID] {
        switch self {
        case .none: []
        case .one(let process): [process]
        case .several(let processes): processes.all
        }
    }
}

/// The last processes of a workload that has several, each once.
struct RecentProcesses {
    private(set) var all: [ProcessID]
    private var oldest = 0

    static let most = 32

    init(_ first: ProcessID, _ second: ProcessID) { all = [first, second] }

    mutating func see(_ process: ProcessID) {
        if all.contains(process) { return }
        if all.count < Self.most {
            all.append(process)
        } else {
            all[oldest] = process
            oldest = (oldest + 1) % Self.most
        }
    }
}
