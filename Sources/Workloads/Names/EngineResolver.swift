/// What the engine says of the container whose id the cgroup has: Docker, Podman, and those that speak CRI.
struct EngineResolver: NameResolver {
    func resolve(_ subject: NameSubject, _ tasks: TaskTable, into answer: inout Workload) {
        guard let facts = subject.facts, answer.container?.id == facts.id else { return }
        answer.container = Workload.Container(id: facts.id, name: facts.name, image: facts.image, runtime: facts.runtime)
        answer.labels = facts.labels ?? [:]
        answer.addresses = facts.addresses ?? []
        answer.believe([facts.evidence])
    }
}

extension ContainerUpdate {
    /// Who told this.
    var evidence: Evidence {
        switch runtime {
        case "docker": .docker
        case "podman": .podman
        default: .cri
        }
    }
}
