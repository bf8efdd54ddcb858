/// All containers and pods of an engine at one moment, and what they mean.
struct CriListing {
    var containers: [CriContainer] = []
    var pods: [CriPod] = []
    /// Of those pods whose network stands, by sandbox.
    var addresses: [String: [String]] = [:]
    /// Entries that could not be read: what is not here may be there.
    var bad = 0

    /// Pods, then what runs in them.
    func updates(runtime: String) -> [ContainerUpdate] {
        let podsByID = Dictionary(pods.map { ($0.id, $0) }) { first, _ in first }
        return pods.map { update($0, runtime) } + containers.map { update($0, of: podsByID[$0.pod], runtime) }
    }

    /// The container that holds the pod's namespaces: its id is the sandbox's.
    ///
    /// It alone has the pod's addresses: of several who claim one, nobody would be believed, and who is met there is the pod. All pods
    /// of a node are in one network, in which an address is the latest one's: a sandbox that has ended says nothing of its own, so
    /// that connections which end after it have a name.
    private func update(_ pod: CriPod, _ runtime: String) -> ContainerUpdate {
        let own = addresses[pod.id]
        return ContainerUpdate(
            id: pod.id, runtime: runtime, name: "POD", labels: DockerMessages.bounded(pod.labels).adding(pod.identity), addresses: own,
            networks: own.map { $0.isEmpty ? [:] : ["pods": $0] })
    }

    /// Labels that name the pod are the kubelet's; where somebody else made the container, the pod itself says the same.
    private func update(_ container: CriContainer, of pod: CriPod?, _ runtime: String) -> ContainerUpdate {
        let name = CriMessages.plain(container.name)
        let images = [container.userImage, container.image, container.imageReference]
        var identity = pod?.identity ?? [:]
        identity["io.kubernetes.container.name"] = name
        return ContainerUpdate(
            id: container.id, runtime: runtime, name: name, image: images.compactMap(CriMessages.plain).first,
            labels: DockerMessages.bounded(container.labels).adding(identity))
    }
}

extension CriPod {
    /// As the kubelet labels what is in it.
    fileprivate var identity: [String: String] {
        let facts = ["io.kubernetes.pod.name": name, "io.kubernetes.pod.namespace": namespace, "io.kubernetes.pod.uid": uid]
        return facts.compactMapValues(CriMessages.plain)
    }
}

extension [String: String] {
    /// What stands already stays.
    fileprivate func adding(_ more: [String: String]) -> [String: String] { merging(more) { own, _ in own } }
}
