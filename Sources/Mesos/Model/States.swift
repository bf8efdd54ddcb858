/// All that a master says at one moment.
public struct MasterState: Hashable, Sendable {
    /// Of this master's term; changes with each election.
    public var id: String?
    public var version: String?
    public var cluster: String?
    /// `master@10.0.0.1:5050`.
    public var pid: String?
    /// Who leads, in the same form.
    public var leader: String?
    public var leaderHostname: String?
    /// Of v1 it is true: only leaders answer.
    public var hasElectedTime: Bool
    public var frameworks: [MesosFramework]
    public var completedFrameworks: [MesosFramework]
    public var agents: [MesosAgent]
    /// Known from the registry after an election, not yet back: their tasks are not in the lists.
    public var recoveredAgents: [MesosAgent]
    /// Running, unreachable and completed ones; of one task given twice, the last.
    public var tasks: [MesosTask]
    /// Entries of lists that could not be read.
    public var skipped: Int

    /// A standby before 1.0 answers with an empty state of its own.
    public var isLeader: Bool { hasElectedTime || (pid != nil && pid == leader) }

    public init(
        id: String? = nil, version: String? = nil, cluster: String? = nil, pid: String? = nil, leader: String? = nil,
        leaderHostname: String? = nil, hasElectedTime: Bool = false, frameworks: [MesosFramework] = [],
        completedFrameworks: [MesosFramework] = [], agents: [MesosAgent] = [], recoveredAgents: [MesosAgent] = [],
        tasks: [MesosTask] = [], skipped: Int = 0
    ) {
        self.id = id
        self.version = version
        self.cluster = cluster
        self.pid = pid
        self.leader = leader
        self.leaderHostname = leaderHostname
        self.hasElectedTime = hasElectedTime
        self.frameworks = frameworks
        self.completedFrameworks = completedFrameworks
        self.agents = agents
        self.recoveredAgents = recoveredAgents
        self.tasks = tasks
        self.skipped = skipped
    }
}

/// All that an agent says at one moment.
public struct AgentState: Hashable, Sendable {
    public var agent: MesosAgent
    public var version: String?
    public var masterHostname: String?
    /// `mesos` unless its flags say otherwise.
    public var cgroupsRoot: String
    public var launcher: String?
    public var runtimeDirectory: String?
    public var workDirectory: String?
    /// Completed ones too.
    public var frameworks: [MesosFramework]
    /// Those that run.
    public var executors: [MesosExecutor]
    /// Queued, running and completed ones; of one task given twice, the last.
    public var tasks: [MesosTask]
    /// Entries of lists that could not be read.
    public var skipped: Int

    public init(
        agent: MesosAgent, version: String? = nil, masterHostname: String? = nil, cgroupsRoot: String = "mesos",
        launcher: String? = nil, runtimeDirectory: String? = nil, workDirectory: String? = nil, frameworks: [MesosFramework] = [],
        executors: [MesosExecutor] = [], tasks: [MesosTask] = [], skipped: Int = 0
    ) {
        self.agent = agent
        self.version = version
        self.masterHostname = masterHostname
        self.cgroupsRoot = cgroupsRoot
        self.launcher = launcher
        self.runtimeDirectory = runtimeDirectory
        self.workDirectory = workDirectory
        self.frameworks = frameworks
        self.executors = executors
        self.tasks = tasks
        self.skipped = skipped
    }
}

/// An entry of `/containers` or of GET_CONTAINERS with nested ones.
public struct AgentContainer: Hashable, Sendable {
    /// With all its parents.
    public var id: String
    public var frameworkID: String?
    public var executorID: String?
    public var executorProcess: UInt32?
    public var addresses: [String]

    public init(
        id: String, frameworkID: String? = nil, executorID: String? = nil, executorProcess: UInt32? = nil, addresses: [String] = []
    ) {
        self.id = id
        self.frameworkID = frameworkID
        self.executorID = executorID
        self.executorProcess = executorProcess
        self.addresses = addresses
    }
}

/// An event of the master's stream (`SUBSCRIBE` of the operator API v1).
public enum MasterEvent: Hashable, Sendable {
    /// The first one: everything, and the seconds between heartbeats.
    case subscribed(MasterState, heartbeat: Double)
    case taskAdded(MesosTask)
    /// What has changed of a task: `containerID`, process and addresses where the status tells them.
    case taskUpdated(frameworkID: String, taskID: String, state: TaskState, status: TaskStatus)
    case agentAdded(MesosAgent)
    case agentRemoved(id: String)
    case frameworkAdded(MesosFramework)
    case frameworkUpdated(MesosFramework)
    case frameworkRemoved(id: String)
    case heartbeat
    /// A type of a later version.
    case other(String)
}

public struct TaskStatus: Hashable, Sendable {
    public var containerID: String?
    public var executorProcess: UInt32?
    public var addresses: [String]
    public var agentID: String?
    public var executorID: String?

    public init(
        containerID: String? = nil, executorProcess: UInt32? = nil, addresses: [String] = [], agentID: String? = nil,
        executorID: String? = nil
    ) {
        self.containerID = containerID
        self.executorProcess = executorProcess
        self.addresses = addresses
        self.agentID = agentID
        self.executorID = executorID
    }
}
