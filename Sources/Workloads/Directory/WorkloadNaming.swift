public import Events

extension WorkloadDirectory {
    /// Everything known of a workload by now: names learned after `identify` are in it. Builds a new value: for output, not for
    /// every event. An id that has been retired is `unknown`.
    public func workload(_ id: WorkloadID) -> Workload {
        if id == .other { return Workload(name: "other") }
        guard let entry = table[id] else { return Workload(name: "unknown") }
        var answer = Workload(name: "")
        answer.process = process(of: entry, id)
        answer.commandLine = entry.commandLine
        ResolverChain.resolve(subject(of: entry), tasks, into: &answer)
        return answer
    }

    /// Whoever is in a container, as far as cgroups, engines and clusters tell: no process is known of it.
    func workload(inContainer node: CgroupTree.Node) -> Workload {
        var answer = Workload(name: "")
        ResolverChain.resolve(subject(of: node), tasks, into: &answer)
        return answer
    }

    /// Whoever has a cgroup of its own on this host now: containers, then units of systemd.
    public func residents() -> [Workload] {
        var containers: [String: CgroupTree.Node] = [:]
        var units: [String: CgroupTree.Node] = [:]
        for node in cgroups.nodes.values where !node.isRemoved {
            switch node.match.meaning {
            case .container(let identity): Self.keep(node, as: identity.id, in: &containers)
            case .unit(let name): Self.keep(node, as: name, in: &units)
            case .host, .monitor: break
            }
        }
        return [containers, units].flatMap { $0.values.map(workload(inContainer:)).sorted { ($0.name, $0.cgroup ?? "") < ($1.name, $1.cgroup ?? "") } }
    }

    /// The shortest path is that of the container, not of what it made inside; of equals in several hierarchies the first.
    private static func keep(_ node: CgroupTree.Node, as name: String, in found: inout [String: CgroupTree.Node]) {
        if let other = found[name], (other.path.utf8.count, other.path) <= (node.path.utf8.count, node.path) { return }
        found[name] = node
    }

    private func subject(of entry: WorkloadTable.Entry) -> NameSubject {
        var subject = subject(of: entry.node)
        if case .container(let id) = entry.identity.place, subject.container == nil { subject.executorContainer = id }
        subject.hints = entry.hints
        return subject
    }

    private func subject(of node: CgroupTree.Node?) -> NameSubject {
        var subject = NameSubject(node: node)
        subject.facts = subject.container.flatMap { containers[$0.id] }
        return subject
    }

    private func process(of entry: WorkloadTable.Entry, _ id: WorkloadID) -> Workload.Process? {
        let name = entry.identity.command.description
        return name.isEmpty ? nil : Workload.Process(pid: table.processes(of: id).only, name: name)
    }
}
