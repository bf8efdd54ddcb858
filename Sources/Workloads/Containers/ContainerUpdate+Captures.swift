import FoundationEssentials

// What captures hold of containers.
extension ContainerUpdate {
    /// As weir writes it: the names of the properties are the keys. `nil` when it is something else.
    public init?(captured json: UnsafeRawBufferPointer) {
        guard let update = try? JSONDecoder().decode(ContainerUpdate.self, from: Data(json)), !update.id.isEmpty else { return nil }
        self = update
        labels = labels.map(DockerMessages.bounded)
    }

    /// As sysdig and Falco write it: `{"container":{"id":…,"name":…}}`. `nil` when it is something else, and for the host.
    public init?(sysdig json: UnsafeRawBufferPointer) {
        guard let container = SysdigContainer(json), let id = container.fullID ?? container.id else { return nil }
        self.init(
            id: id, runtime: SysdigContainer.runtimes[container.type ?? -1] ?? "container", name: container.name.flatMap(DockerMessages.plainName),
            image: container.image, labels: DockerMessages.bounded(container.allLabels),
            addresses: container.address.flatMap { $0 == "0.0.0.0" ? nil : [$0] })
    }
}
