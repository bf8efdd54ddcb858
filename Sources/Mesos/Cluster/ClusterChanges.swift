/// What was touched since the last answer.
struct ClusterChanges: Sendable {
    private var keys: [ClusterEntry.Key] = []
    private var known: Set<ClusterEntry.Key> = []
    private var later: Set<ClusterEntry.Key> = []
    /// Whose tasks all have to be looked at.
    var frameworks: Set<String> = []
    var agents: Set<String> = []
    var hasAddresses = false

    /// Comes in the order of touching.
    mutating func touch(_ key: ClusterEntry.Key) {
        if known.insert(key).inserted { keys.append(key) }
    }

    /// Comes behind those, in the order of the keys: for whoever finds them in no order.
    mutating func touchLater(_ key: ClusterEntry.Key) { later.insert(key) }

    /// All tasks and executors that were touched; from now on none is.
    mutating func take() -> [ClusterEntry.Key] {
        later.sorted().forEach { touch($0) }
        defer { (keys, known, later, frameworks, agents) = ([], [], [], [], []) }
        return keys
    }
}
