public import Events

/// What a cluster says of a task, or of an executor that runs tasks: all that is known of it by now, whole each time.
///
/// It travels through the stream and into captures, so that a replay asks no cluster. From outside: every text is bounded by who makes it.
public struct TaskUpdate: Hashable, Sendable, Codable {
    public enum State: String, Sendable, Codable { case present, removed }

    /// An executor that runs tasks of its own choice (pods, custom executors) has a container too.
    public enum Kind: String, Sendable, Codable { case task, executor }

    public struct Port: Hashable, Sendable, Codable {
        /// On the agent's addresses.
        public var host: UInt16?
        /// On the task's own addresses.
        public var container: UInt16?
        /// `tcp`, `udp`; absent is either.
        public var transport: String?
        public var name: String?

        public init(host: UInt16? = nil, container: UInt16? = nil, transport: String? = nil, name: String? = nil) {
            self.host = host
            self.container = container
            self.transport = transport
            self.name = name
        }
    }

    /// Which one it is. An executor may have the id of its task.
    public struct Key: Hashable, Sendable {
        public var framework: String
        public var id: String
        public var kind: Kind
    }

    public var state: State
    public var kind: Kind
    /// Unique with `frameworkID`. Of an executor, the executor's id.
    public var id: String
    public var name: String?
    public var frameworkID: String
    /// The framework's name.
    public var framework: String?
    public var executorID: String?
    public var agentID: String?
    /// Host name and IP address of its agent.
    public var host: String?
    public var hostAddress: String?
    /// Of Mesos; a nested one is `parent.child`.
    public var containerID: String?
    /// Of the host that weir runs on only.
    public var executorProcess: ProcessID?
    public var app: Workload.App?
    public var labels: [String: String]
    /// Its own, where each task has one: never the agent's.
    public var addresses: [String]
    public var ports: [Port]
    /// Who told of it, most trusted first.
    public var sources: [Evidence]

    public init(
        state: State = .present, kind: Kind = .task, id: String, name: String? = nil, frameworkID: String, framework: String? = nil,
        executorID: String? = nil, agentID: String? = nil, host: String? = nil, hostAddress: String? = nil, containerID: String? = nil,
        executorProcess: ProcessID? = nil, app: Workload.App? = nil, labels: [String: String] = [:], addresses: [String] = [],
        ports: [Port] = [], sources: [Evidence] = []
    ) {
        self.state = state
        self.kind = kind
        self.id = id
        self.name = name
        self.frameworkID = frameworkID
        self.framework = framework
        self.executorID = executorID
        self.agentID = agentID
        self.host = host
        self.hostAddress = hostAddress
        self.containerID = containerID
        self.executorProcess = executorProcess
        self.app = app
        self.labels = labels
        self.addresses = addresses
        self.ports = ports
        self.sources = sources
    }

    public var key: Key { Key(framework: frameworkID, id: id, kind: kind) }
}
