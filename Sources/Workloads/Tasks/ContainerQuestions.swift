/// Containers of Mesos that were seen and that nobody has told of yet. Bounded; each is asked for once.
public struct ContainerQuestions {
    private var open: Set<String> = []
    private var asked: Set<String> = []

    private static let most = 4096

    init() {}

    mutating func ask(_ container: String) {
        if asked.count >= Self.most { asked.removeAll() } // asking again does no harm
        guard open.count < Self.most, asked.insert(container).inserted else { return }
        open.insert(container)
    }

    mutating func answer(_ container: String) { open.remove(container) }

    /// Those since the last call.
    public mutating func take() -> Set<String> {
        defer { open.removeAll() }
        return open
    }
}
