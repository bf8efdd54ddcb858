/// What has been told of an engine's containers, so that only news are told again.
struct CriNews {
    private var told: [String: ContainerUpdate] = [:]

    /// Two full listings.
    private static let mostTold = 4 * CriMessages.mostEntries

    /// Those that are gone, then those that are new or have changed. Of a listing that is not `whole` nobody is gone, as long as there
    /// is room for all.
    mutating func news(_ updates: [ContainerUpdate], whole: Bool) -> [ContainerUpdate] {
        let gone = whole || told.count > Self.mostTold ? removeAll(but: Set(updates.map(\.id))) : []
        return gone + updates.filter { update in told.updateValue(update, forKey: update.id) != update }
    }

    private mutating func removeAll(but present: Set<String>) -> [ContainerUpdate] {
        told.keys.filter { !present.contains($0) }.sorted().compactMap { id in
            var gone = told.removeValue(forKey: id)
            gone?.state = .removed
            return gone
        }
    }
}
