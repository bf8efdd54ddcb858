/// What engines have said of containers, by full id: the present ones, and the last that were removed.
struct ContainerTable {
    private var containers: [String: ContainerUpdate] = [:]
    private var removed = BoundedQueue<String>()
    /// Updates for which there was no room.
    private(set) var dropped: UInt64 = 0

    private static let mostPresent = 65_536
    private static let mostRemoved = 1024

    subscript(id: String) -> ContainerUpdate? { containers[id] }

    mutating func observe(_ update: ContainerUpdate) {
        let wasRemoved = containers[update.id]?.state == .removed
        if containers[update.id] != nil {
            containers[update.id]?.merge(update)
            // An id is never used again: "present" after "removed" is an old listing that came late.
            if wasRemoved { containers[update.id]?.state = .removed }
        } else if containers.count - removed.count < Self.mostPresent {
            containers[update.id] = update
        } else {
            dropped += 1
            return
        }
        guard update.state == .removed, !wasRemoved else { return }
        if let oldest = removed.append(update.id, limit: Self.mostRemoved) { containers[oldest] = nil }
    }

    /// All that are known, removed ones included.
    var all: some Collection<ContainerUpdate> { containers.values }
}
