public import Traffic
public import Workloads

// What is said of a node, in the words of the API.
extension TopologyNode {
    /// The processes of one program in one place of a host.
    init(process workload: Workload, host: String) {
        let program = workload.process?.name ?? workload.name
        let container = TopologyNode(containerOf: workload, host: host)
        let app = TopologyNode(appOf: workload)
        self.init(
            id: "process:\(host)/\(workload.place)/\(program)", level: .process, name: container == nil && app == nil ? workload.name : program,
            parents: [container?.id, app?.id, "host:\(host)"].compactMap(\.self), host: host)
        describe(workload)
        facts["process.name"] = workload.process?.name
        facts["process.pid"] = workload.process?.pid.map { "\($0)" }
        facts["cgroup"] = workload.cgroup
        isSystem = workload.isMachinery
    }

    /// nil for whoever is in none. A task that shares its agent's cgroups counts as one, and so does a unit of systemd: all have limits.
    public init?(containerOf workload: Workload, host: String) {
        guard let id = Self.containerID(workload, host) else { return nil }
        self.init(
            id: id, level: .container, name: workload.container?.name ?? workload.task?.name ?? workload.app?.id ?? workload.name,
            parents: [TopologyNode(appOf: workload)?.id, "host:\(host)"].compactMap(\.self), host: host)
        describe(workload)
        facts["cgroup"] = workload.cgroup
        isSystem = workload.isMachinery
    }

    private static func containerID(_ workload: Workload, _ host: String) -> String? {
        if let container = workload.container { return "container:\(container.id)" }
        if let task = workload.task?.id { return "task:\(task)" }
        guard let app = workload.app, app.kind == .systemd else { return nil }
        return "unit:\(host)/\(app.id)"
    }

    public init?(appOf workload: Workload) {
        guard let app = workload.app, !workload.isHint else { return nil }
        let bare = app.id.hasPrefix("/") ? String(app.id.dropFirst()) : app.id
        self.init(id: "app:\(app.kind.rawValue)/\(bare)", level: .app, name: app.id)
        facts["app.id"] = app.id
        facts["app.kind"] = app.kind.rawValue
        facts["task.framework"] = workload.task?.framework
        evidence = workload.evidence.map(\.rawValue)
        isSystem = app.kind == .systemd && Machinery.isUnit(app.id)
    }

    private mutating func describe(_ workload: Workload) {
        facts["container.id"] = workload.container?.id
        facts["container.name"] = workload.container?.name
        facts["container.image"] = workload.container?.image
        facts["container.runtime"] = workload.container?.runtime
        facts["pod.uid"] = workload.pod?.uid
        facts["pod.name"] = workload.pod?.name
        facts["pod.namespace"] = workload.pod?.namespace
        facts["task.id"] = workload.task?.id
        facts["task.name"] = workload.task?.name
        facts["task.framework"] = workload.task?.framework
        facts["task.framework_id"] = workload.task?.frameworkID
        facts["task.agent_id"] = workload.task?.agentID
        facts["app.id"] = workload.app?.id
        facts["app.kind"] = workload.app?.kind.rawValue
        facts["dns"] = workload.dns
        labels = workload.labels
        evidence = workload.evidence.map(\.rawValue)
        isHint = workload.isHint
    }

    /// Somebody elsewhere, as far as anybody knows.
    init(external workload: Workload?, address: String) {
        guard let workload else {
            self.init(id: "external:\(address)", level: .external, name: address)
            facts["address"] = address
            return
        }
        let isHost = workload.host == workload.name
        let id = workload.dns.map { "external:\($0)" } ?? (isHost ? "external:\(address)" : "external:\(address)/\(workload.name)")
        self.init(id: id, level: .external, name: workload.name, host: workload.host)
        parents = [TopologyNode(appOf: workload)?.id, workload.host.map { "host:\($0)" }].compactMap(\.self)
        describe(workload)
        facts["address"] = address
    }
}

extension Workload {
    /// Where it runs, as far as it makes two programs of one name different ones.
    fileprivate var place: String { container?.id ?? task?.id ?? cgroup ?? "" }

    /// Not of what people run, but of what runs it.
    fileprivate var isMachinery: Bool {
        if pod?.namespace == "kube-system" { return true }
        guard container == nil, task == nil else { return false }
        return process.map { Machinery.isProgram($0.name) } ?? false || app.map { $0.kind == .systemd && Machinery.isUnit($0.id) } ?? false
    }
}
