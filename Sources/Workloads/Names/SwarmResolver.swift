/// Docker Swarm: the service, whose name begins with its stack's.
struct SwarmResolver: NameResolver {
    func resolve(_ subject: NameSubject, _ tasks: TaskTable, into answer: inout Workload) {
        guard answer.app == nil, let service = subject.label("com.docker.swarm.service.name") else { return }
        answer.app = Workload.App(id: "/\(service)", kind: .swarm)
        answer.believe([.labels])
    }
}
