/// One thing on the map: a host, a container, the processes of one program in one place, an app, or somebody outside.
public struct TopologyNode: Hashable, Sendable {
    public enum Level: String, CaseIterable, Sendable { case host, container, process, app, external }

    /// The same on every host and at every time: `host:node-1`, `container:<id>`, `app:marathon/shop/web`, `external:10.0.0.9`.
    public var id: String
    public var level: Level
    /// For people; never empty.
    public var name: String
    /// Ids, the nearest first: of a process its container, its app and its host. An app has none, since it is on several hosts.
    public var parents: [String]
    /// Where it runs; nil: nobody knows, or on several.
    public var host: String?
    /// What is known of it: `container.image`, `task.name`, `app.kind`… in the words of the API, a dot for an object inside.
    public var facts: [String: String]
    public var labels: [String: String]
    /// Who said so, most trusted first.
    public var evidence: [String]
    /// It only says so itself.
    public var isHint = false
    /// Of the machinery: weir itself, engines, agents of the cluster.
    public var isSystem = false
    /// Whoever told of it has been silent.
    public var isStale = false
    public var metrics: [NodeMetric: Double] = [:]

    public init(
        id: String, level: Level, name: String, parents: [String] = [], host: String? = nil, facts: [String: String] = [:],
        labels: [String: String] = [:], evidence: [String] = []
    ) {
        self.id = id
        self.level = level
        self.name = name
        self.parents = parents
        self.host = host
        self.facts = facts
        self.labels = labels
        self.evidence = evidence
    }
}
