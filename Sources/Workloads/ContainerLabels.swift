/// What well-known labels say of a container.
extension ContainerUpdate {
    /// `project/service` of compose, `pod/container` of Kubernetes, else the engine's name.
    var displayName: String? { composeName ?? podContainerName ?? name }

    var app: Workload.App? { composeName.map { Workload.App(id: "/" + $0, kind: .compose) } }

    var pod: Workload.Pod? {
        guard let name = label("io.kubernetes.pod.name") else { return nil }
        return Workload.Pod(uid: label("io.kubernetes.pod.uid"), name: name, namespace: label("io.kubernetes.pod.namespace"))
    }

    private var composeName: String? { pair("com.docker.compose.project", "com.docker.compose.service") }

    private var podContainerName: String? { pair("io.kubernetes.pod.name", "io.kubernetes.container.name") }

    private func pair(_ first: String, _ second: String) -> String? {
        guard let first = label(first), let second = label(second) else { return nil }
        return first + "/" + second
    }

    private func label(_ key: String) -> String? { labels?[key].flatMap { $0.isEmpty ? nil : $0 } }
}
