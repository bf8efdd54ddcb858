import JSON

/// The frameworks of an agent's state: executors in them, and in those the tasks.
struct AgentLists {
    var frameworks: [MesosFramework] = []
    var executors: [MesosExecutor] = []
    var tasks = TaskLists()
    var skipped = 0

    /// `frameworks` or `completed_frameworks`. False when it is no list.
    mutating func readFrameworks(_ reader: inout JSONReader) throws(JSONFault) -> Bool {
        var elements = try reader.array()
        while try reader.nextElement(of: &elements) {
            var framework = MesosFramework.Draft()
            var drafts: [ExecutorDraft] = []
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) {
                switch key {
                case "executors": try ExecutorDraft.read(&reader, isCompleted: false, into: &drafts)
                case "completed_executors": try ExecutorDraft.read(&reader, isCompleted: true, into: &drafts)
                default: try framework.read(key, &reader)
                }
            }
            guard let framework = framework.framework else {
                skipped += 1
                continue
            }
            frameworks.append(framework)
            for draft in drafts { add(draft, of: framework.id) }
        }
        return elements.isList
    }

    private mutating func add(_ draft: ExecutorDraft, of framework: String) {
        guard let id = draft.id else {
            skipped += 1
            return
        }
        let isCommand = draft.isCommand(id)
        if !draft.isCompleted {
            executors.append(
                MesosExecutor(
                    id: id, name: draft.name, frameworkID: framework, agentID: "", containerID: draft.containerID,
                    isDefault: draft.isDefault, isCommand: isCommand))
        }
        tasks.skipped += draft.tasks.skipped
        tasks.present += draft.tasks.present.map { draft.placed($0, id, framework, isCommand) }
        tasks.ended += draft.tasks.ended.map { draft.placed($0, id, framework, isCommand) }
    }
}

/// An executor while it is read. Its framework's id may stand behind it.
private struct ExecutorDraft {
    var id: String?
    var name: String?
    var containerID: String?
    var isDefault = false
    var isCompleted: Bool
    var tasks = TaskLists()

    static func read(_ reader: inout JSONReader, isCompleted: Bool, into drafts: inout [ExecutorDraft]) throws(JSONFault) {
        var elements = try reader.array()
        while try reader.nextElement(of: &elements) {
            var draft = ExecutorDraft(isCompleted: isCompleted)
            var members = try reader.object()
            while let key = try reader.nextKey(of: &members) { try draft.read(key, &reader) }
            drafts.append(draft)
        }
    }

    private mutating func read(_ key: JSONString, _ reader: inout JSONReader) throws(JSONFault) {
        switch key {
        case "id", "executor_id": id = try reader.id()
        case "name": name = try reader.string().flatMap { $0.isEmpty ? nil : $0 }
        case "container": containerID = try reader.containerID()
        case "type": isDefault = try reader.rawText().map { "DEFAULT" ~= $0 } ?? false
        case "tasks": try tasks.read(&reader, into: \.present, around: Self.around)
        case "queued_tasks": try tasks.read(&reader, into: \.present, around: Self.aroundQueued)
        case "completed_tasks": try tasks.read(&reader, into: \.ended, around: Self.around)
        default: break
        }
    }

    /// A queued task tells neither its framework nor its state.
    private static let unknownFramework = " "
    private static let around = MesosTask.Surroundings(frameworkID: unknownFramework)
    private static let aroundQueued = MesosTask.Surroundings(frameworkID: unknownFramework, state: .staging)

    /// Mesos gives the executor of a command the id of its task, and the task none of an executor.
    func isCommand(_ id: String) -> Bool {
        if isDefault { return false }
        let all = tasks.present + tasks.ended
        return all.isEmpty ? name?.hasPrefix("Command Executor (Task: ") ?? false : all.contains { $0.id == id && $0.executorID == nil }
    }

    func placed(_ task: MesosTask, _ executor: String, _ framework: String, _ isCommand: Bool) -> MesosTask {
        var task = task
        if task.frameworkID == Self.unknownFramework { task.frameworkID = framework }
        if !isCommand { task.executorID = task.executorID ?? executor }
        // pods' tasks have containers of their own, which only their statuses tell
        if !isDefault { task.containerID = task.containerID ?? containerID }
        if isCompleted, !task.state.isTerminal { task.state = .finished }
        return task
    }
}
