import Export
import Workloads

extension ContainerUpdate {
    /// As sysdig and its kin write a container; `nil` for one that is gone, of which they say nothing. `task`: of Mesos, in it.
    func scapJSON(task: String?) -> String? {
        guard state == .present else { return nil }
        let members: [(key: String, value: String?)] = [
            ("id", JSONText.quoted(String(id.prefix(12)))), ("full_id", JSONText.quoted(id)), ("type", "\(Self.kinds[runtime] ?? 5)"),
            ("name", JSONText.quoted(name ?? String(id.prefix(12)))), ("image", JSONText.quoted(image ?? "")), ("lookup_state", "1"),
            ("ip", addresses?.first { $0.contains(".") }.map(JSONText.quoted)), ("labels", JSONText.object(labels ?? [:])),
            ("mesos_task_id", task.map(JSONText.quoted)),
        ]
        return JSONText.object([("container", JSONText.object(members))])
    }

    /// The format's numbers; 5 is a custom one.
    private static let kinds = ["docker": 0, "lxc": 1, "mesos": 3, "containerd": 7, "crio": 8, "podman": 11]
}
