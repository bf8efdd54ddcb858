import Foundation

/// A container of Mesos' own containerizer, made as the agent makes it.
final class MesosContainer {
    /// As the agent says it: `parent.child` of a nested one.
    let id: String
    /// The one to watch.
    let cgroup: TestCgroup
    /// Where its processes are: in v2 in a cgroup of their own below it.
    let leaf: TestCgroup
    private let version: TestCgroup.Version

    convenience init(_ version: TestCgroup.Version = .v1) throws {
        let id = Self.freshID()
        try self.init(id, TestCgroup(mesos: id, version), version)
    }

    private init(_ id: String, _ cgroup: TestCgroup, _ version: TestCgroup.Version) throws {
        (self.id, self.cgroup, self.version) = (id, cgroup, version)
        leaf = version == .v2 ? try cgroup.child("leaf") : cgroup
    }

    /// As of a pod's task, or a health check.
    func nested() throws -> MesosContainer {
        let child = Self.freshID()
        return try MesosContainer("\(id).\(child)", cgroup.child("mesos").child(child), version)
    }

    private static func freshID() -> String { UUID().uuidString.lowercased() }
}

/// A task of an app, and the container it is in. The id is what Marathon would make.
struct MarathonTask {
    let app: String
    let id: String

    init(_ app: String) {
        self.app = app
        let path = app.dropFirst().replacingOccurrences(of: "/", with: "_")
        id = "\(path).instance-\(UUID().uuidString.lowercased())._app.1"
    }

    /// What Mesos calls it: Marathon turns the app's path around.
    var name: String { app.split(separator: "/").reversed().joined(separator: ".") }

    /// The line that tells a cluster of it.
    func line(_ container: String, _ more: String = "") -> String {
        "task id=\(id) name=\(name) framework=\(Cluster.framework) app=\(app) agent=\(Cluster.agent) container=\(container) \(more)"
    }

    /// What weir is to say of it.
    var told: Endpoint.Task {
        Endpoint.Task(
            id: id, name: name, framework: "marathon", frameworkId: Cluster.framework, agentId: Cluster.agent)
    }
}

extension Endpoint {
    /// All that the cluster has said of this task.
    func isNamed(_ task: MarathonTask) -> Bool {
        self.task == task.told && app == App(id: task.app, kind: "marathon") && host == Cluster.host
    }
}

extension WeirRun {
    /// Makes traffic in there until weir names the task, as a test must that counts on names.
    func knows(_ task: MarathonTask, in container: MesosContainer) throws {
        let end = Signal()
        let flood = try Driver("flood", ["--until", end.path, "--connections", "1", "--pause-us", "5000"], in: container.leaf)
        try flow(within: 30) { $0.client?.app?.id == task.app }
        try end.give()
        try flood.child.succeed()
    }
}
