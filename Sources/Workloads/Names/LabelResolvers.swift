/// Pods, by what the kubelet writes into the labels of their containers.
struct KubernetesResolver: NameResolver {
    func resolve(_ subject: NameSubject, into answer: inout Workload) {
        guard let name = subject.label("io.kubernetes.pod.name") else { return }
        answer.pod = Workload.Pod(
            uid: subject.label("io.kubernetes.pod.uid") ?? answer.pod?.uid, name: name,
            namespace: subject.label("io.kubernetes.pod.namespace"))
        answer.believe([.labels])
    }
}

/// Docker Compose: `/project/service`.
struct ComposeResolver: NameResolver {
    func resolve(_ subject: NameSubject, into answer: inout Workload) {
        guard answer.app == nil, let project = subject.label("com.docker.compose.project"),
            let service = subject.label("com.docker.compose.service")
        else { return }
        answer.app = Workload.App(id: "/\(project)/\(service)", kind: .compose)
        answer.believe([.labels])
    }
}

/// Docker Swarm: the service, whose name begins with its stack's.
struct SwarmResolver: NameResolver {
    func resolve(_ subject: NameSubject, into answer: inout Workload) {
        guard answer.app == nil, let service = subject.label("com.docker.swarm.service.name") else { return }
        answer.app = Workload.App(id: "/\(service)", kind: .swarm)
        answer.believe([.labels])
    }
}

/// Nomad: its Docker driver writes labels; of its other drivers the cgroup has the allocation and the task.
struct NomadResolver: NameResolver {
    func resolve(_ subject: NameSubject, into answer: inout Workload) {
        guard answer.app == nil, let job = subject.label("com.hashicorp.nomad.job_name") ?? subject.label("com.hashicorp.nomad.job_id")
        else { return }
        let parts = [job, subject.label("com.hashicorp.nomad.task_name")].compactMap(\.self)
        answer.app = Workload.App(id: "/" + parts.joined(separator: "/"), kind: .nomad)
        answer.believe([.labels])
    }
}

/// The unit, when no container is in it.
struct SystemdResolver: NameResolver {
    func resolve(_ subject: NameSubject, into answer: inout Workload) {
        guard answer.app == nil, let unit = subject.unit else { return }
        answer.app = Workload.App(id: unit, kind: .systemd)
    }
}
