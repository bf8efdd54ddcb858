import Synchronization

/// Containers of Mesos that were seen here and that nobody has named: their agent is asked at once, and some times more, as an agent
/// may tell of a container a moment after its first process ran. Any thread.
final class UnknownContainers: Sendable {
    let bell = Bell()
    private let tries = Mutex<[String: Int]>([:])

    private static let mostKnown = 1024
    private static let longestID = 1024
    /// The last one some ten seconds after the first.
    private static let mostTries = 7

    func add(_ id: String) {
        guard id.utf8.count <= Self.longestID else { return }
        let isNew = tries.withLock { tries in
            guard tries[id] == nil, tries.count < Self.mostKnown else { return false }
            tries[id] = 0
            return true
        }
        if isNew { bell.ring() }
    }

    var ids: [String] { tries.withLock { Array($0.keys) } }

    /// An agent has answered, and these are unknown still.
    func answered(_ asked: [String], unknown: [String]) {
        let unknown = Set(unknown)
        tries.withLock { tries in
            for id in asked {
                let count = tries[id, default: 0] + 1
                tries[id] = unknown.contains(id) && count < Self.mostTries ? count : nil
            }
        }
    }

    /// How long until the next attempt, where the shortest pause is this; nil when there is nothing to ask for.
    func pause(shortest: Duration) -> Duration? {
        tries.withLock { $0.values.min() }.map { shortest * (1 << max($0 - 1, 0)) }
    }
}
