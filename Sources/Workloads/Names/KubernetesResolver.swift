/// Pods, by what the kubelet writes into the labels of their containers.
struct KubernetesResolver: NameResolver {
    func resolve(_ subject: NameSubject, _ tasks: TaskTable, into answer: inout Workload) {
        guard let name = subject.label("io.kubernetes.pod.name") else { return }
        answer.pod = Workload.Pod(
            uid: subject.label("io.kubernetes.pod.uid") ?? answer.pod?.uid, name: name,
            namespace: subject.label("io.kubernetes.pod.namespace"))
        answer.believe([.labels])
    }
}
