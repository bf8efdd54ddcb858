public import Workloads

/// `/v2/info`: `frameworkID` is the join to Mesos.
public struct MarathonInfo: Hashable, Sendable {
    public var frameworkID: String?
    public var name: String?
    public var version: String?
    public var leader: String?

    public init(frameworkID: String? = nil, name: String? = nil, version: String? = nil, leader: String? = nil) {
        self.frameworkID = frameworkID
        self.name = name
        self.version = version
        self.leader = leader
    }
}

/// An app or a pod of Marathon, or a job of Metronome.
public struct MarathonApp: Hashable, Sendable {
    /// `/shop/web`.
    public var id: String
    public var isPod: Bool
    public var labels: [String: String]
    public var tasks: [MarathonTask]

    public init(id: String, isPod: Bool = false, labels: [String: String] = [:], tasks: [MarathonTask] = []) {
        self.id = id
        self.isPod = isPod
        self.labels = labels
        self.tasks = tasks
    }
}

public struct MarathonTask: Hashable, Sendable {
    /// The Mesos task's.
    public var id: String
    public var host: String?
    public var agentID: String?
    public var ports: [TaskUpdate.Port]
    public var addresses: [String]
    /// Running, unless it says otherwise: pods keep those of their containers that have ended.
    public var state: TaskState

    public init(
        id: String, host: String? = nil, agentID: String? = nil, ports: [TaskUpdate.Port] = [], addresses: [String] = [],
        state: TaskState = .running
    ) {
        self.id = id
        self.host = host
        self.agentID = agentID
        self.ports = ports
        self.addresses = addresses
        self.state = state
    }
}

/// What an event of `/v2/events` changes.
public enum MarathonEvent: Hashable, Sendable {
    /// A task began, moved or ended. `state` as Mesos has it.
    case task(MarathonTask, appID: String, state: TaskState)
    /// Something else about apps or pods: ask again.
    case changed
    /// Of no interest.
    case other(String)
}

public struct ChronosJob: Hashable, Sendable {
    public var name: String
    public var owner: String?
    /// Names of the jobs it waits for; empty for one with a schedule.
    public var parents: [String]
    public var isDisabled: Bool

    public init(name: String, owner: String? = nil, parents: [String] = [], isDisabled: Bool = false) {
        self.name = name
        self.owner = owner
        self.parents = parents
        self.isDisabled = isDisabled
    }
}

/// A row of mesos-dns or of dcos-net: what an address, or one port of it, is called there.
public struct NameRecord: Hashable, Sendable {
    public var name: String
    public var address: String
    public var port: UInt16?
    public var taskID: String?

    public init(name: String, address: String, port: UInt16? = nil, taskID: String? = nil) {
        self.name = name
        self.address = address
        self.port = port
        self.taskID = taskID
    }
}

/// A service of dcos-net's `/v1/vips`.
public struct Service: Hashable, Sendable {
    /// `10.0.0.5`, or where it has a name, that.
    public var address: String
    public var port: UInt16
    public var name: String?
    public var transport: String?
    /// `address:port` of those behind it.
    public var backends: [String]

    public init(address: String, port: UInt16, name: String? = nil, transport: String? = nil, backends: [String] = []) {
        self.address = address
        self.port = port
        self.name = name
        self.transport = transport
        self.backends = backends
    }
}
