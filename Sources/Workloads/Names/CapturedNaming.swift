public import Events

// What captures hold of names, and no more.
extension WorkloadDirectory {
    /// What names an end elsewhere, and nothing else of it: a capture of one tenant's traffic holds the names of its peers, not their labels.
    public func farEndUpdate(_ address: IPAddress, port: UInt16, _ transport: ConnectionEvent.Transport) -> NameUpdate? {
        guard let end = addresses.name(of: address, port: port, transport: transport) else { return nil }
        func named(_ kind: AddressUpdate.Kind, _ name: String, port: UInt16?) -> NameUpdate {
            .address(AddressUpdate(
                state: .present, address: "\(address)", port: port, kind: kind, name: name, taskID: end.taskID,
                source: end.evidence.first ?? .network))
        }
        switch end.thing {
        case .task(let framework, let id, let kind):
            guard var task = tasks[framework, id, kind] else { return nil }
            (task.labels, task.containerID, task.executorProcess) = ([:], nil, nil)
            return .task(task)
        case .container(let id):
            guard var facts = containers[id] else { return nil }
            facts.labels = facts.appLabels
            return .container(facts)
        case .service(let name): return named(.service, name, port: port == 0 ? nil : port)
        case .host(let name): return named(.host, name, port: nil)
        case .name(let name): return named(.name, name, port: nil)
        }
    }

    /// The task that runs in a container, by the engine's id of it, as far as engines and clusters tell.
    public func taskID(inContainer id: String) -> String? { workload(ofContainer: id).task?.id }

    /// The task that an owner belongs to, unless that is its own word alone.
    public func taskID(of owner: Owner) -> String? {
        let workload = workload(identify(owner))
        return workload.isHint ? nil : workload.task?.id
    }

    /// Mesos' ids of the containers that are somewhere: of its own containerizer by their cgroups, of the Docker containerizer by their
    /// names. Those around them count too.
    public func mesosContainers(where isMeant: (CgroupID, String) -> Bool) -> Set<String> {
        var found: Set<String> = []
        for (cgroup, node) in cgroups.nodes {
            guard case .container(let container) = node.match.meaning, isMeant(cgroup, node.path) else { continue }
            if container.runtime != "mesos" {
                if let id = containers[container.id]?.name.flatMap(MesosContainerName.containerID) { found.insert(id) }
                continue
            }
            var id = container.id[...]
            while found.insert(String(id)).inserted, let dot = id.lastIndex(of: ".") { id = id[..<dot] }
        }
        return found
    }
}

extension ContainerUpdate {
    /// Those that make up its name.
    fileprivate var appLabels: [String: String]? {
        labels?.filter { label in
            ["com.docker.compose.", "com.docker.swarm.service.", "io.kubernetes.", "com.hashicorp.nomad."].contains { label.key.hasPrefix($0) }
                || label.key == "MESOS_TASK_ID"
        }
    }
}
