/// Without a launcher that makes cgroups, a task's processes are found below the executor that the agent told of.
struct ProcessTreeResolver: NameResolver {
    func resolve(_ subject: NameSubject, _ tasks: TaskTable, into answer: inout Workload) {
        guard answer.task == nil, let id = subject.executorContainer, let task = tasks.occupant(ofContainer: id) else { return }
        task.fill(&answer)
        answer.believe([.executor])
    }
}
