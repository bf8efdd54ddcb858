import Workloads

@testable import Mesos

extension MesosTask {
    /// A running command of framework F1 on agent S1: change what matters.
    static func sample(_ id: String = "web", change: (inout MesosTask) -> Void = { _ in }) -> MesosTask {
        var task = MesosTask(id: id, name: id, frameworkID: "F1", agentID: "S1", containerID: "c-\(id)")
        change(&task)
        return task
    }
}

extension MesosAgent {
    static let one = MesosAgent(id: "S1", hostname: "node-1", address: "10.0.0.11", port: 5051)
    static let two = MesosAgent(id: "S2", hostname: "node-2", address: "10.0.0.12", port: 5051)
}

extension MesosFramework {
    static let marathon = MesosFramework(id: "F1", name: "marathon", webURL: "http://one:8080", hostname: "one")
}

extension MasterState {
    /// Of a leader with one agent and one framework.
    static func sample(_ tasks: [MesosTask], change: (inout MasterState) -> Void = { _ in }) -> MasterState {
        var state = MasterState(id: "m-1", hasElectedTime: true, frameworks: [.marathon], agents: [.one], tasks: tasks)
        change(&state)
        return state
    }
}

extension AgentState {
    static func sample(_ tasks: [MesosTask], _ executors: [MesosExecutor] = []) -> AgentState {
        AgentState(agent: .one, frameworks: [.marathon], executors: executors, tasks: tasks)
    }
}

extension [NameUpdate] {
    var tasks: [TaskUpdate] {
        compactMap { if case .task(let task) = $0 { task } else { nil } }
    }

    var addresses: [AddressUpdate] {
        compactMap { if case .address(let address) = $0 { address } else { nil } }
    }

    /// `web present`, in the order of the news.
    var lines: [String] { tasks.map { "\($0.kind == .executor ? "executor " : "")\($0.id) \($0.state)" } }
}
