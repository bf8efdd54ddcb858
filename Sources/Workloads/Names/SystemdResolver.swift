/// The unit, when no container is in it.
struct SystemdResolver: NameResolver {
    func resolve(_ subject: NameSubject, _ tasks: TaskTable, into answer: inout Workload) {
        guard answer.app == nil, let unit = subject.unit else { return }
        answer.app = Workload.App(id: unit, kind: .systemd)
    }
}
