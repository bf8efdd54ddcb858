/// Docker Compose: `/project/service`.
struct ComposeResolver: NameResolver {
    func resolve(_ subject: NameSubject, _ tasks: TaskTable, into answer: inout Workload) {
        guard answer.app == nil, let project = subject.label("com.docker.compose.project"),
            let service = subject.label("com.docker.compose.service")
        else { return }
        answer.app = Workload.App(id: "/\(project)/\(service)", kind: .compose)
        answer.believe([.labels])
    }
}
