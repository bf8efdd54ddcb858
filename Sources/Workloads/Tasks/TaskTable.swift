/// What clusters have said of tasks and executors: the present ones, and the last that ended.
struct TaskTable {
    private typealias Key = TaskUpdate.Key

    private var tasks: [Key: TaskUpdate] = [:]
    private var byContainer: [String: Set<Key>] = [:]
    private var byID: [String: Set<Key>] = [:]
    private var removed = BoundedQueue<Key>()
    /// Updates for which there was no room.
    private(set) var dropped: UInt64 = 0

    private static let mostPresent = 262_144
    private static let mostRemoved = 8192

    var all: some Collection<TaskUpdate> { tasks.values }
    var isEmpty: Bool { tasks.isEmpty }

    subscript(framework: String, id: String, kind: TaskUpdate.Kind) -> TaskUpdate? {
        tasks[Key(framework: framework, id: id, kind: kind)]
    }

    mutating func observe(_ update: TaskUpdate) {
        let key = update.key
        let before = tasks[key]
        guard before != nil || tasks.count - removed.count < Self.mostPresent else {
            dropped += 1
            return
        }
        if let before { unlink(before, key) }
        tasks[key] = update
        link(update, key)
        guard update.state == .removed, before?.state != .removed else { return }
        if let oldest = removed.append(key, limit: Self.mostRemoved), let gone = tasks[oldest], gone.state == .removed {
            unlink(gone, oldest)
            tasks[oldest] = nil
        }
    }

    /// Who is in this container, by its Mesos id: a task, or an executor where it runs several. Of a container that nobody knows, such
    /// as a health check's, it is the one around it.
    func occupant(ofContainer id: String) -> TaskUpdate? {
        var id = id[...]
        while true {
            if let found = best(byContainer[String(id)]) { return found }
            guard let dot = id.lastIndex(of: ".") else { return nil }
            id = id[..<dot]
        }
    }

    /// nil when nobody has this id, or several frameworks have.
    func task(_ id: String, framework: String? = nil) -> TaskUpdate? {
        let found = (byID[id] ?? []).compactMap { tasks[$0] }.filter {
            $0.kind == .task && (framework == nil || $0.frameworkID == framework)
        }
        if found.count == 1 { return found[0] }
        let present = found.filter { $0.state == .present }
        return present.count == 1 ? present[0] : nil
    }

    /// All in this container and in those inside it.
    func isKnown(container id: String) -> Bool { byContainer[id] != nil }

    private func best(_ keys: Set<Key>?) -> TaskUpdate? {
        guard let keys else { return nil }
        let all = keys.compactMap { tasks[$0] }
        let present = all.filter { $0.state == .present }
        let candidates = present.isEmpty ? all : present
        let inside = candidates.filter { $0.kind == .task }
        if inside.count == 1 { return inside[0] }
        return candidates.first { $0.kind == .executor } ?? Self.common(inside)
    }

    /// Of several tasks in one container: what is true of all.
    private static func common(_ tasks: [TaskUpdate]) -> TaskUpdate? {
        guard var first = tasks.min(by: { $0.id < $1.id }) else { return nil }
        first.kind = .executor
        first.id = first.executorID ?? first.id
        first.name = nil
        first.labels = [:]
        if tasks.contains(where: { $0.app != first.app }) { first.app = nil }
        return first
    }

    private mutating func link(_ update: TaskUpdate, _ key: Key) {
        byID[update.id, default: []].insert(key)
        if let container = update.containerID { byContainer[container, default: []].insert(key) }
    }

    private mutating func unlink(_ update: TaskUpdate, _ key: Key) {
        Self.take(key, from: update.id, in: &byID)
        if let container = update.containerID { Self.take(key, from: container, in: &byContainer) }
    }

    private static func take(_ key: Key, from name: String, in index: inout [String: Set<Key>]) {
        index[name]?.remove(key)
        if index[name]?.isEmpty == true { index[name] = nil }
    }
}
