public import Events

/// Whom a user means by name: `--container`, `--task`, `--app`, `--framework`, `--label`. Values of one kind add up, kinds narrow.
public struct WorkloadSelection: Hashable, Sendable {
    public var containers: [String] = []
    public var tasks: [String] = []
    public var apps: [String] = []
    public var frameworks: [String] = []
    /// Key, and value unless any will do.
    public var labels: [Label] = []

    public struct Label: Hashable, Sendable {
        public var key: String
        public var value: String?

        /// `key=value` or `key`; nil without a key.
        public init?(_ text: String) {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let key = parts.first, !key.isEmpty else { return nil }
            self.key = String(key)
            value = parts.count > 1 ? String(parts[1]) : nil
        }
    }

    public init() {}

    public var isEmpty: Bool { self == WorkloadSelection() }

    /// Whether this is one of those that are meant; those of `containers` are found by their cgroups, `cgroups(ofContainer:)`.
    public func accepts(_ workload: Workload) -> Bool {
        isMeant(workload.app?.id, by: apps, Self.isApp) && isMeant(workload.task, by: tasks, Self.isTask)
            && isMeant(workload.task, by: frameworks, Self.isFramework)
            && (labels.isEmpty || labels.contains { label in
                workload.labels[label.key].map { label.value == nil || label.value == $0 } ?? false
            })
    }

    private func isMeant<Value>(_ value: Value?, by names: [String], _ test: (Value, String) -> Bool) -> Bool {
        if names.isEmpty { return true }
        guard let value else { return false }
        return names.contains { test(value, $0) }
    }

    /// `/shop/web`, `shop/web`, and `/shop/*` for all in a group.
    private static func isApp(_ id: String, _ name: String) -> Bool {
        let id = slashed(id), name = slashed(name)
        return name.hasSuffix("/*") ? id.hasPrefix(name.dropLast(1)) : id == name
    }

    private static func slashed(_ id: String) -> String { id.hasPrefix("/") ? id : "/" + id }

    private static func isTask(_ task: Workload.Task, _ name: String) -> Bool { task.id == name || task.name == name }

    private static func isFramework(_ task: Workload.Task, _ name: String) -> Bool { task.framework == name || task.frameworkID == name }
}

extension WorkloadDirectory {
    /// The cgroups of all containers that are meant, in the order of their ids. Empty when there is none.
    public func cgroups(of selection: WorkloadSelection) -> [CgroupID] {
        var found: Set<CgroupID>?
        if !selection.containers.isEmpty { found = Set(selection.containers.flatMap(cgroups(ofContainer:))) }
        var others = selection
        others.containers = []
        if !others.isEmpty {
            let accepted = Set(cgroups.nodes.filter { $0.value.match.isContainer && others.accepts(workload(inContainer: $0.value)) }.keys)
            found = found.map { $0.intersection(accepted) } ?? accepted
        }
        return (found ?? []).sorted { ($0.hierarchy, $0.id) < ($1.hierarchy, $1.id) }
    }

    /// All cgroups of the containers that a user means: by the engine's name, by the name on our screen, by id or by the first twelve
    /// or more characters of the id. Empty when there is none.
    public func cgroups(ofContainer nameOrID: String) -> [CgroupID] {
        let named = cgroups.nodes.values.lazy.filter(\.match.isContainer).compactMap { [self] node -> String? in
            guard case .container(let identity) = node.match.meaning else { return nil }
            let facts = containers[identity.id]
            return facts?.name == nameOrID || workload(inContainer: node).name == nameOrID ? identity.id : nil
        }
        let ids = Set([nameOrID] + named)
        return Set(ids.flatMap { cgroups.cgroups(ofContainer: $0) }).sorted { ($0.hierarchy, $0.id) < ($1.hierarchy, $1.id) }
    }
}

extension CgroupMatch {
    var isContainer: Bool { if case .container = meaning { true } else { false } }
}
