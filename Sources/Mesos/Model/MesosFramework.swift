/// A scheduler that runs tasks: Marathon, Chronos, any other.
public struct MesosFramework: Hashable, Sendable {
    public var id: String
    /// Not unique.
    public var name: String
    public var webURL: String?
    /// Of the scheduler.
    public var hostname: String?
    public var isActive: Bool

    public init(id: String, name: String, webURL: String? = nil, hostname: String? = nil, isActive: Bool = true) {
        self.id = id
        self.name = name
        self.webURL = webURL
        self.hostname = hostname
        self.isActive = isActive
    }
}

/// A host of the cluster.
public struct MesosAgent: Hashable, Sendable {
    public var id: String
    public var hostname: String
    /// From `pid`, `slave(1)@10.0.0.2:5051`; IPv6 without brackets.
    public var address: String?
    public var port: UInt16?
    /// Numbers as text.
    public var attributes: [String: String]

    public init(id: String, hostname: String, address: String? = nil, port: UInt16? = nil, attributes: [String: String] = [:]) {
        self.id = id
        self.hostname = hostname
        self.address = address
        self.port = port
        self.attributes = attributes
    }
}

/// An executor and its container, as its agent tells it.
public struct MesosExecutor: Hashable, Sendable {
    public var id: String
    public var name: String?
    public var frameworkID: String
    public var agentID: String
    public var containerID: String?
    /// `DEFAULT`: Mesos' own executor of pods.
    public var isDefault: Bool
    /// Made by Mesos for one task that is a command: it and its container are the task's.
    public var isCommand: Bool
    public var process: UInt32?

    public init(
        id: String, name: String? = nil, frameworkID: String, agentID: String, containerID: String? = nil, isDefault: Bool = false,
        isCommand: Bool = false, process: UInt32? = nil
    ) {
        self.id = id
        self.name = name
        self.frameworkID = frameworkID
        self.agentID = agentID
        self.containerID = containerID
        self.isDefault = isDefault
        self.isCommand = isCommand
        self.process = process
    }
}
