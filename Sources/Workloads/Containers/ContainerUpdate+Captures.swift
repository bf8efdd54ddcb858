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
        guard let document = try? JSONDecoder().decode(SysdigContainer.Document.self, from: Data(json)) else { return nil }
        let container = document.container
        guard let id = container.fullID.flatMap({ $0.isEmpty ? nil : $0 }) ?? container.id, !id.isEmpty else { return nil }
        self.init(
            id: id, runtime: SysdigContainer.runtimes[container.type ?? -1] ?? "container", name: container.name.flatMap(DockerMessages.plainName),
            image: container.image.flatMap { $0.isEmpty ? nil : $0 }, labels: DockerMessages.bounded(container.allLabels),
            addresses: container.ip.flatMap { $0.isEmpty || $0 == "0.0.0.0" ? nil : [$0] })
    }
}

/// Source: falcosecurity/libs, userspace/libsinsp/container.cpp (container_to_json).
private enum SysdigContainer {
    struct Document: Decodable { var container: Container }

    struct Container: Decodable {
        var id: String?
        var fullID: String?
        var type: Int?
        var name: String?
        var image: String?
        var ip: String?
        var labels: [String: String]?
        var mesosTask: String?

        enum CodingKeys: String, CodingKey {
            case id, type, name, image, ip, labels
            case fullID = "full_id"
            case mesosTask = "mesos_task_id"
        }

        /// The task as Marathon's label has it.
        var allLabels: [String: String] {
            var all = labels ?? [:]
            if let mesosTask, !mesosTask.isEmpty { all["MESOS_TASK_ID"] = all["MESOS_TASK_ID"] ?? mesosTask }
            return all
        }
    }

    static let runtimes = [
        0: "docker", 1: "lxc", 2: "libvirt-lxc", 3: "mesos", 4: "rkt", 6: "cri", 7: "containerd", 8: "crio", 9: "bpm", 11: "podman",
    ]
}
