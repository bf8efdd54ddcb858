/// Tasks of the Docker containerizer: the container's name has Mesos' id of it.
struct MesosDockerResolver: NameResolver {
    func resolve(_ subject: NameSubject, _ tasks: TaskTable, into answer: inout Workload) {
        guard answer.task == nil, let id = subject.facts?.name.flatMap(MesosContainerName.containerID) else { return }
        tasks.occupant(ofContainer: id)?.fill(&answer)
    }
}
