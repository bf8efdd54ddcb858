/// Nomad: its Docker driver writes labels; of its other drivers the cgroup has the allocation and the task.
struct NomadResolver: NameResolver {
    func resolve(_ subject: NameSubject, _ tasks: TaskTable, into answer: inout Workload) {
        if let container = subject.container, container.runtime == "nomad", answer.container?.name == nil {
            answer.container?.name = String(container.id.dropFirst(37)) // what follows the allocation
        }
        guard answer.app == nil, let job = subject.label("com.hashicorp.nomad.job_name") ?? subject.label("com.hashicorp.nomad.job_id")
        else { return }
        let parts = [job, subject.label("com.hashicorp.nomad.task_name")].compactMap(\.self)
        answer.app = Workload.App(id: "/" + parts.joined(separator: "/"), kind: .nomad)
        answer.believe([.labels])
    }
}
