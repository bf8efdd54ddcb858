import FoundationEssentials
public import Workloads

/// What captures of sysdig and Falco up to 0.13 (2023) hold of a cluster: JSON texts with one key each, `mesos_state`,
/// `marathon_groups` or `marathon_apps`. Each replaces the one before of its kind.
///
/// Source: draios/sysdig, userspace/libsinsp/mesos_state.cpp and marathon_http.cpp of 2017 to 2021.
public struct CapturedCluster {
    private var tasks: [String: TaskUpdate] = [:]
    /// Of Marathon, by the task's id.
    private var apps: [String: String] = [:]

    private static let mostTasks = 65_536

    public init() {}

    /// What the text changes. Of what is something else, nothing.
    public mutating func take(_ json: UnsafeRawBufferPointer) -> [NameUpdate] {
        guard let document = try? JSONDecoder().decode(CapturedDocument.self, from: Data(json)) else { return [] }
        if let state = document.state { return replace(with: state.tasks) }
        guard let list = document.apps?.apps else { return [] }
        apps = [:]
        for app in list.prefix(Self.mostTasks) {
            for task in app.tasks ?? [] { apps[task.id] = app.id }
        }
        return tasks.values.sorted { $0.id < $1.id }.compactMap { task in
            guard let app = apps[task.id], task.app?.id != app else { return nil }
            return .task(remember(task))
        }
    }

    private mutating func replace(with present: [TaskUpdate]) -> [NameUpdate] {
        let before = tasks
        tasks = [:]
        var news: [NameUpdate] = []
        for task in present.prefix(Self.mostTasks) {
            let task = remember(task)
            if before[task.id] != task { news.append(.task(task)) }
        }
        for var gone in before.values.sorted(by: { $0.id < $1.id }) where tasks[gone.id] == nil {
            gone.state = .removed
            news.append(.task(gone))
        }
        return news
    }

    private mutating func remember(_ task: TaskUpdate) -> TaskUpdate {
        var task = task
        if let app = apps[task.id] {
            task.app = Workload.App(id: app, kind: .marathon)
            task.sources = [.mesosMaster, .marathon]
        }
        tasks[task.id] = task
        return task
    }
}

private struct CapturedDocument: Decodable {
    var state: State?
    var apps: Apps?

    enum CodingKeys: String, CodingKey {
        case state = "mesos_state"
        case apps = "marathon_apps"
    }

    struct Apps: Decodable { var apps: [App] }

    struct App: Decodable {
        struct Task: Decodable { var id: String }
        var id: String
        var tasks: [Task]?
    }

    struct State: Decodable {
        var frameworks: [Framework]
        var slaves: [Agent]?

        var tasks: [TaskUpdate] {
            let hosts = Dictionary((slaves ?? []).map { ($0.id, $0.hostname) }) { $1 }
            return frameworks.flatMap { framework in
                (framework.tasks ?? []).filter { $0.state == nil || $0.state == "TASK_RUNNING" }.map { $0.update(framework, hosts) }
            }
        }
    }

    struct Agent: Decodable {
        var id: String
        var hostname: String?
    }

    struct Framework: Decodable {
        var id: String
        var name: String?
        var tasks: [Task]?
    }

    struct Task: Decodable {
        var id: String
        var name: String?
        var executor: String?
        var agent: String?
        var state: String?
        var labels: [Label]?

        enum CodingKeys: String, CodingKey {
            case id, name, state, labels
            case executor = "executor_id"
            case agent = "slave_id"
        }

        func update(_ framework: Framework, _ hosts: [String: String?]) -> TaskUpdate {
            TaskUpdate(
                id: id, name: name, frameworkID: framework.id, framework: framework.name,
                executorID: executor.flatMap { $0.isEmpty ? nil : $0 }, agentID: agent, host: agent.flatMap { hosts[$0] ?? nil },
                app: TaskIDs.app(task: id),
                labels: Dictionary((labels ?? []).prefix(64).map { ($0.key, $0.value ?? "") }) { $1 }, sources: [.mesosMaster, .id])
        }
    }

    struct Label: Decodable {
        var key: String
        var value: String?
    }
}
