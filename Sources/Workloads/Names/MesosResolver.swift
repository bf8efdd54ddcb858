/// Tasks of the Mesos containerizer: the cgroup has Mesos' own id of the container.
struct MesosContainerizerResolver: NameResolver {
    let tasks: TaskTable

    func resolve(_ subject: NameSubject, into answer: inout Workload) {
        guard let container = subject.container, container.runtime == "mesos" else { return }
        tasks.occupant(ofContainer: container.id)?.fill(&answer)
    }
}

/// Tasks of the Docker containerizer: the container's name has Mesos' id of it.
struct MesosDockerResolver: NameResolver {
    let tasks: TaskTable

    func resolve(_ subject: NameSubject, into answer: inout Workload) {
        guard answer.task == nil, let id = subject.facts?.name.flatMap(MesosContainerName.containerID) else { return }
        tasks.occupant(ofContainer: id)?.fill(&answer)
    }
}

/// Without a launcher that makes cgroups, a task's processes are found below the executor that the agent told of.
struct ProcessTreeResolver: NameResolver {
    let tasks: TaskTable

    func resolve(_ subject: NameSubject, into answer: inout Workload) {
        guard answer.task == nil, let id = subject.executorContainer, let task = tasks.occupant(ofContainer: id) else { return }
        task.fill(&answer)
        answer.believe([.executor])
    }
}

/// The label that Marathon puts on Docker containers (from 1.4). Whoever defines the app can put it there too.
struct MesosLabelResolver: NameResolver {
    let tasks: TaskTable

    func resolve(_ subject: NameSubject, into answer: inout Workload) {
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

extension TaskUpdate {
    /// Says all that is known of this task.
    func fill(_ answer: inout Workload) {
        answer.task = Workload.Task(
            id: kind == .task ? id : nil, name: name, framework: framework, frameworkID: frameworkID, agentID: agentID,
            part: containerID?.contains(".") == true ? name : nil)
        answer.app = app ?? answer.app
        answer.host = host
        answer.labels.merge(labels) { engine, _ in engine }
        answer.believe(sources)
    }
}
