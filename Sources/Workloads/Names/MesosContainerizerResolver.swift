/// Tasks of the Mesos containerizer: the cgroup has Mesos' own id of the container.
struct MesosContainerizerResolver: NameResolver {
    func resolve(_ subject: NameSubject, _ tasks: TaskTable, into answer: inout Workload) {
        guard let container = subject.container, container.runtime == "mesos" else { return }
        tasks.occupant(ofContainer: container.id)?.fill(&answer)
    }
}
