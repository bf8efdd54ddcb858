/// What a process says of itself: only where nobody else says anything, and marked as a hint.
struct EnvironmentResolver: NameResolver {
    func resolve(_ subject: NameSubject, _ tasks: TaskTable, into answer: inout Workload) {
        guard answer.task == nil, answer.app == nil, let hints = subject.hints, !hints.isEmpty else { return }
        if let id = hints.taskID {
            if let task = tasks.task(id, framework: hints.frameworkID) {
                task.fill(&answer)
            } else {
                answer.task = Workload.Task(id: id, frameworkID: hints.frameworkID, agentID: hints.agentID)
            }
        }
        answer.app = answer.app ?? hints.app ?? hints.taskID.flatMap { TaskIDs.app(task: $0) }
        answer.believe([.environment])
    }
}
