import Export
import Workloads

/// What tells readers of the format up to 0.21 of tasks and apps: sysdig's `%mesos.task.name`, `%marathon.app.id` and their like.
///
/// Each text replaces the one before of its kind, and must stay below 64 kB: labels go first where there are many tasks, then tasks.
enum MesosTexts {
    private static let largest = 56_000

    /// None without tasks: sysdig 0.29 ends its reading at an empty list of frameworks.
    static func texts(_ tasks: [TaskUpdate]) -> [String] {
        if tasks.isEmpty { return [] }
        for (count, keepsLabels) in [(tasks.count, true), (tasks.count, false), (400, false), (100, false)] where count <= tasks.count {
            let texts = all(Array(tasks.prefix(count)), keepsLabels)
            if texts.allSatisfy({ $0.utf8.count < largest }) { return texts }
        }
        return []
    }

    private static func all(_ tasks: [TaskUpdate], _ keepsLabels: Bool) -> [String] {
        let marathon = tasks.filter { $0.app?.kind == .marathon }
        return [state(tasks, keepsLabels)] + (marathon.isEmpty ? [] : [groups(marathon), apps(marathon)])
    }

    private static func state(_ tasks: [TaskUpdate], _ keepsLabels: Bool) -> String {
        let frameworks = Dictionary(grouping: tasks, by: \.frameworkID).sorted { $0.key < $1.key }.map { id, tasks in
            let name = tasks.first?.framework ?? id
            return object(
                ("active", "true"), ("id", quoted(id)), ("name", quoted(name)), ("hostname", quoted("")), ("webui_url", quoted("")),
                ("tasks", list(tasks.map { task($0, keepsLabels) })))
        }
        let agents = Set(tasks.compactMap(\.agentID)).sorted().map { id in
            object(("id", quoted(id)), ("hostname", quoted(tasks.first { $0.agentID == id }?.host ?? id)))
        }
        return object(("mesos_state", object(("frameworks", list(frameworks)), ("slaves", list(agents)))))
    }

    private static func task(_ task: TaskUpdate, _ keepsLabels: Bool) -> String {
        let labels = keepsLabels ? task.labels.sorted { $0.key < $1.key } : []
        return object(
            ("id", quoted(task.id)), ("name", quoted(task.name ?? task.id)), ("framework_id", quoted(task.frameworkID)),
            ("executor_id", quoted(task.executorID ?? "")), ("slave_id", quoted(task.agentID ?? "")), ("state", quoted("TASK_RUNNING")),
            ("labels", list(labels.map { object(("key", quoted($0.key)), ("value", quoted($0.value))) })))
    }

    /// Apps need their group first; all of a framework hang below its root.
    private static func groups(_ tasks: [TaskUpdate]) -> String {
        let framework = tasks[0].frameworkID
        let byGroup = Dictionary(grouping: Set(tasks.compactMap(\.app?.id)), by: group)
        let groups = byGroup.filter { $0.key != "/" }.sorted { $0.key < $1.key }.map { id, apps in
            object(("id", quoted(id)), ("apps", list(apps.sorted().map(app))), ("groups", "[]"))
        }
        return object((
            "marathon_groups",
            object(
                ("id", quoted("/")), ("frameworkId", quoted(framework)), ("apps", list((byGroup["/"] ?? []).sorted().map(app))),
                ("groups", list(groups)))))
    }

    private static func app(_ id: String) -> String { object(("id", quoted(id)), ("instances", "1"), ("labels", "{}")) }

    /// `/shop` of `/shop/web`.
    private static func group(_ app: String) -> String {
        let end = app.lastIndex(of: "/") ?? app.startIndex
        return end == app.startIndex ? "/" : String(app[..<end])
    }

    private static func apps(_ tasks: [TaskUpdate]) -> String {
        let apps = Dictionary(grouping: tasks) { $0.app?.id ?? "" }.sorted { $0.key < $1.key }.map { id, tasks in
            object(
                ("id", quoted(id)), ("labels", "{}"),
                ("tasks", list(tasks.map {
                    object(
                        ("id", quoted($0.id)), ("host", quoted($0.host ?? "")), ("slaveId", quoted($0.agentID ?? "")), ("appId", quoted(id)))
                })))
        }
        return object(("marathon_apps", object(("frameworkId", quoted(tasks[0].frameworkID)), ("apps", list(apps)))))
    }

    private static func object(_ members: (key: String, value: String?)...) -> String { JSONText.object(members) }
    private static func list(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }
    private static func quoted(_ text: String) -> String { JSONText.quoted(text) }
}
