import Events
import Workloads

/// What clusters have told of the tasks that a capture may name: those in watched containers. Others wait, by their container: a task may be
/// told of before its container is made, and most are on other hosts.
final class RecordedTasks {
    private var told: [TaskUpdate.Key: TaskUpdate] = [:]
    private var waiting: [String: [TaskUpdate.Key: TaskUpdate]] = [:]
    private var waitingCount = 0
    private var roots: [NameUpdate] = []
    private var untoldRoots: [NameUpdate] = []
    /// Something has come since the last look.
    private(set) var hasNews = false

    private static let mostTold = 16_384
    private static let mostWaiting = 262_144

    func observe(_ update: NameUpdate) {
        switch update {
        case .task(let task): observe(task)
        case .cgroupsRoot where !roots.contains(update):
            roots.append(update)
            untoldRoots.append(update)
            hasNews = true
        case .cgroupsRoot, .container, .address: break
        }
    }

    private func observe(_ task: TaskUpdate) {
        guard let container = task.containerID else { return }
        let key = task.key
        if waiting[container]?[key] == nil {
            guard waitingCount < Self.mostWaiting else { return }
            waitingCount += 1
        }
        waiting[container, default: [:]][key] = task
        hasNews = true
    }

    /// For the beginning of a file.
    var known: [NameUpdate] { roots + told.values.sorted { $0.id < $1.id }.map(NameUpdate.task) }

    var present: [TaskUpdate] { told.values.filter { $0.kind == .task && $0.state == .present }.sorted { $0.id < $1.id } }

    /// What is told from now on: of tasks in these containers, by Mesos' ids of them.
    func news(inside containers: Set<String>) -> [NameUpdate] {
        hasNews = false
        var news = untoldRoots
        untoldRoots = []
        for container in containers.sorted() {
            guard let tasks = waiting.removeValue(forKey: container) else { continue }
            waitingCount -= tasks.count
            for (key, task) in tasks.sorted(by: { $0.key.id < $1.key.id }) where told[key] != task {
                guard told[key] != nil || told.count < Self.mostTold else { continue }
                told[key] = task
                news.append(.task(task))
            }
        }
        return news
    }
}
