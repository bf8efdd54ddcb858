public import Events

extension WorkloadDirectory {
    /// Everything known of a workload by now: names learned after `identify` are in it. Builds a new value: for output, not for
    /// every event. An id that has been retired is `unknown`.
    public func workload(_ id: WorkloadID) -> Workload {
        if id == .other { return Workload(name: "other") }
        guard let entry = table[id] else { return Workload(name: "unknown") }
        let facts = entry.container.flatMap { containers[$0.id] }
        let process = process(of: entry, id)
        return Workload(
            name: name(of: entry, facts, process),
            process: process,
            cgroup: entry.node?.path,
            container: entry.container.map {
                Workload.Container(id: $0.id, name: facts?.name, image: facts?.image, runtime: facts?.runtime ?? $0.runtime)
            },
            pod: pod(of: entry, facts),
            app: facts?.app ?? entry.unit.map { Workload.App(id: $0, kind: .systemd) },
            labels: facts?.labels ?? [:],
            commandLine: entry.commandLine,
            addresses: facts?.addresses ?? [])
    }

    /// All cgroups of the containers that a user means: by the engine's name, by the name on our screen, by id or by the first twelve
    /// or more characters of the id. Empty when there is none.
    public func cgroups(ofContainer nameOrID: String) -> [CgroupID] {
        let ids = Set([nameOrID] + containers.ids(named: nameOrID))
        return Set(ids.flatMap { cgroups.cgroups(ofContainer: $0) }).sorted { ($0.hierarchy, $0.id) < ($1.hierarchy, $1.id) }
    }

    private func process(of entry: WorkloadTable.Entry, _ id: WorkloadID) -> Workload.Process? {
        let name = entry.identity.command.description
        return name.isEmpty ? nil : Workload.Process(pid: table.processes(of: id).only, name: name)
    }

    private func name(of entry: WorkloadTable.Entry, _ facts: ContainerUpdate?, _ process: Workload.Process?) -> String {
        if let container = entry.container { return facts?.displayName ?? container.shortID }
        if let unit = entry.unit { return unit.hasSuffix(".service") ? String(unit.dropLast(8)) : unit }
        guard let process else { return entry.node?.path ?? "unknown" }
        return process.pid.map { "\(process.name)[\($0)]" } ?? process.name
    }

    private func pod(of entry: WorkloadTable.Entry, _ facts: ContainerUpdate?) -> Workload.Pod? {
        guard var pod = facts?.pod ?? entry.container?.pod.map({ Workload.Pod(uid: $0) }) else { return nil }
        pod.uid = pod.uid ?? entry.container?.pod
        return pod
    }
}

extension WorkloadTable.Entry {
    fileprivate var container: ContainerIdentity? {
        if case .container(let identity)? = node?.match.meaning { identity } else { nil }
    }

    fileprivate var unit: String? {
        if case .unit(let name)? = node?.match.meaning { name } else { nil }
    }
}
