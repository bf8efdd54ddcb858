import Workloads

/// What name servers and dcos-net have said, each by its URL, and what was told of addresses.
struct NameWords: Sendable {
    struct Key: Hashable, Sendable, Comparable {
        var address: String
        var port: UInt16?
        var kind: AddressUpdate.Kind

        static func < (left: Key, right: Key) -> Bool {
            (left.address, left.port ?? 0, left.kind.rawValue) < (right.address, right.port ?? 0, right.kind.rawValue)
        }
    }

    var records: [String: [NameRecord]] = [:]
    var services: [String: [Service]] = [:]
    var published: [Key: AddressUpdate] = [:]
    /// How many agents have an address.
    private var agents: [String: Int] = [:]

    /// How many tasks have such a label.
    private var labels: [Labelled: Int] = [:]

    /// What a task's label calls an address.
    struct Labelled: Hashable, Sendable {
        var place: Key
        var name: String
    }

    var labelled: [(place: Key, name: String)] { labels.keys.map { ($0.place, $0.name) } }

    /// Whether this makes a difference: other tasks may have the same labels.
    mutating func relabel(from old: [Labelled], to new: [Labelled]) -> Bool {
        guard old != new else { return false }
        let before = Set(old + new).filter { labels[$0] != nil }
        for label in old { labels[label] = labels[label].flatMap { $0 > 1 ? $0 - 1 : nil } }
        for label in new { labels[label, default: 0] += 1 }
        return before != Set(old + new).filter { labels[$0] != nil }
    }

    func isAgent(_ address: String) -> Bool { agents[address] != nil }

    mutating func count(address: String?, by difference: Int) {
        guard let address else { return }
        let count = (agents[address] ?? 0) + difference
        agents[address] = count > 0 ? count : nil
    }

    /// Makes `told` what is published, and gives what that changes: in the order of addresses.
    mutating func publish(_ told: [Key: AddressUpdate]) -> [AddressUpdate] {
        var changed = told.filter { published[$0.key] != $0.value }
        for (key, update) in published where told[key] == nil {
            var gone = update
            gone.state = .removed
            changed[key] = gone
        }
        published = told
        return changed.sorted { $0.key < $1.key }.map(\.value)
    }
}
