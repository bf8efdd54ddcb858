public import Workloads

/// A task as a master or an agent tells it; v0 and v1 of their APIs come to the same. Absent is "not said".
public struct MesosTask: Hashable, Sendable {
    public var id: String
    public var name: String
    public var frameworkID: String
    /// nil for a command task: its executor has the task's id.
    public var executorID: String?
    /// Empty: not said.
    public var agentID: String
    public var state: TaskState
    /// `parent.child` when nested.
    public var containerID: String?
    /// Host's process id of the executor: agents tell it.
    public var executorProcess: UInt32?
    public var labels: [String: String]
    /// Of its `network_infos`: where it shares the host's network, the agent's is among them.
    public var addresses: [String]
    public var ports: [TaskUpdate.Port]
    /// Labels `VIP_<n>` of discovery ports: `/name:port` or `ip:port`.
    public var virtualAddresses: [VirtualAddress]
    /// `discovery.name`: replaces the task's name in DNS.
    public var discoveryName: String?

    public init(
        id: String, name: String = "", frameworkID: String, executorID: String? = nil, agentID: String = "",
        state: TaskState = .running, containerID: String? = nil, executorProcess: UInt32? = nil, labels: [String: String] = [:],
        addresses: [String] = [], ports: [TaskUpdate.Port] = [], virtualAddresses: [VirtualAddress] = [], discoveryName: String? = nil
    ) {
        self.id = id
        self.name = name
        self.frameworkID = frameworkID
        self.executorID = executorID
        self.agentID = agentID
        self.state = state
        self.containerID = containerID
        self.executorProcess = executorProcess
        self.labels = labels
        self.addresses = addresses
        self.ports = ports
        self.virtualAddresses = virtualAddresses
        self.discoveryName = discoveryName
    }
}

public struct VirtualAddress: Hashable, Sendable {
    /// `/name:port` or `ip:port` as the label has it.
    public var label: String
    /// The port of the task that it leads to.
    public var port: UInt16?

    public init(label: String, port: UInt16? = nil) {
        self.label = label
        self.port = port
    }
}

/// `TASK_RUNNING` without its prefix; a state that nobody knew in 2026 counts as active.
public enum TaskState: String, Hashable, Sendable {
    case staging, starting, running, killing, unreachable, unknown
    case finished, failed, killed, lost, error, dropped, gone, goneByOperator = "gone_by_operator"

    public var isTerminal: Bool {
        switch self {
        case .staging, .starting, .running, .killing, .unreachable, .unknown: false
        case .finished, .failed, .killed, .lost, .error, .dropped, .gone, .goneByOperator: true
        }
    }
}
