import Events

/// Tasks of a Mesos agent that makes no cgroups (its posix launcher): found by the process tree below the executors that it named.
///
/// Only processes in the agent's own cgroups are looked at this way, each on its own; all others are known by place and program.
struct ProcessTrees {
    private struct Member {
        var command: Command
        var id: WorkloadID
    }

    private let proc: ProcFiles?
    private var executors: [ProcessID: String] = [:]
    /// Of agents, as in `/proc/<pid>/cgroup`.
    private var shared: Set<String> = []
    private var members: [ProcessID: Member] = [:]

    private static let most = 65_536
    private static let deepest = 32

    init(proc: ProcFiles?) { self.proc = proc }

    /// Returns whether this is news. `container`: nil when the executor has ended.
    mutating func add(executor process: ProcessID, container: String?) -> Bool {
        guard executors[process] != container, container == nil || executors.count < Self.most else { return false }
        executors[process] = container
        return container != nil
    }

    /// Returns whether this is news.
    mutating func add(agentsPaths paths: [String]) -> Bool {
        let before = shared.count
        for path in paths where shared.count < Self.most { shared.insert(path) }
        return shared.count > before
    }

    func isShared(_ path: String) -> Bool { !shared.isEmpty && shared.contains(path) }

    /// The workload of a process that was looked at before and runs the same program.
    func known(_ process: ProcessID, _ command: Command) -> WorkloadID? {
        guard !members.isEmpty, let member = members[process], member.command == command else { return nil }
        return member.id
    }

    mutating func learn(_ process: ProcessID, _ command: Command, _ id: WorkloadID) {
        guard process != 0, members.count < Self.most || members[process] != nil else { return }
        members[process] = Member(command: command, id: id)
    }

    mutating func forget(_ retired: Set<WorkloadID>) { members = members.filter { !retired.contains($0.value.id) } }

    var unplaced: [(process: ProcessID, command: Command, id: WorkloadID)] {
        members.map { ($0.key, $0.value.command, $0.value.id) }
    }

    /// The Mesos container of the nearest executor above this process, or of itself.
    func container(of process: ProcessID) -> String? {
        guard !executors.isEmpty else { return nil }
        var process = process
        for _ in 0..<Self.deepest {
            if let container = executors[process] { return container }
            guard process > 1, let parent = proc?.parent(of: process) else { return nil }
            process = parent
        }
        return nil
    }
}
