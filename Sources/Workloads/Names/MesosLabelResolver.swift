/// The label that Marathon puts on Docker containers (from 1.4). Whoever defines the app can put it there too.
struct MesosLabelResolver: NameResolver {
    func resolve(_ subject: NameSubject, _ tasks: TaskTable, into answer: inout Workload) {
        guard answer.task == nil, let id = subject.label("MESOS_TASK_ID") else { return }
        if let task = tasks.task(id) {
            task.fill(&answer)
        } else {
            answer.task = Workload.Task(id: id)
            answer.app = answer.app ?? TaskIDs.app(task: id)
        }
        answer.believe([.labels])
    }
}
