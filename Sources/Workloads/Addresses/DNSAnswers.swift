public import Events

/// The names by which workloads asked for the addresses that they speak to, as the answers of DNS went by.
///
/// For each workload its own: what one was told is no name for another. The name is the one that was asked for, not what it is an alias
/// of. It holds for the answer's lifetime, at least five seconds and at most an hour, after the answer and after each use: a connection
/// outlives it often. Of several names for one address, the last that was asked for. Bounded. A value; time is its caller's.
public struct DNSAnswers: Sendable {
    private struct Key: Hashable {
        var workload: WorkloadID
        var address: IPAddress
    }

    private struct Entry {
        var name: String
        /// Nanoseconds.
        var lifetime: UInt64
        var until: MonotonicTime

        mutating func use(at now: MonotonicTime) {
            until = max(until, MonotonicTime(nanoseconds: now.nanoseconds &+ lifetime))
        }
    }

    private static let lifetimes: ClosedRange<UInt64> = 5...3600

    private var entries: [Key: Entry] = [:]
    private let limit: Int

    /// `limit`: most names. Beyond it those whose time is over go, then those whose time is over first.
    public init(limit: Int = 16_384) { self.limit = max(limit, 4) }

    public var count: Int { entries.count }

    /// Takes an answer that a workload received from port 53, as far as it was captured. Anything else changes nothing.
    ///
    /// - Parameter payload: of one datagram, from its beginning; valid during the call.
    /// - Returns: whether it was an answer with an address.
    @discardableResult
    public mutating func observe(_ payload: UnsafeRawBufferPointer, for workload: WorkloadID, at now: MonotonicTime) -> Bool {
        guard let message = DNSMessage(payload) else { return false }
        for answer in message.addresses where !answer.address.isLoopback && !answer.address.isUnspecified {
            makeRoom(at: now)
            let seconds = min(max(UInt64(answer.lifetime), Self.lifetimes.lowerBound), Self.lifetimes.upperBound)
            var entry = Entry(name: message.name, lifetime: seconds * 1_000_000_000, until: now)
            entry.use(at: now)
            entries[Key(workload: workload, address: answer.address)] = entry
        }
        return !message.addresses.isEmpty
    }

    /// The name for which `workload` was given this address; keeps it in use.
    public mutating func name(of address: IPAddress, for workload: WorkloadID, at now: MonotonicTime) -> String? {
        guard let index = entries.index(forKey: Key(workload: workload, address: address)) else { return nil }
        guard entries.values[index].until >= now else {
            entries.remove(at: index)
            return nil
        }
        entries.values[index].use(at: now)
        return entries.values[index].name
    }

    /// Their numbers will mean other workloads.
    public mutating func forget(_ workloads: Set<WorkloadID>) {
        entries = entries.filter { !workloads.contains($0.key.workload) }
    }

    /// A quarter at once, so that a flood of names does not sort them for each.
    private mutating func makeRoom(at now: MonotonicTime) {
        guard entries.count >= limit else { return }
        entries = entries.filter { $0.value.until >= now }
        let surplus = entries.count - limit * 3 / 4
        guard surplus > 0 else { return }
        for (key, _) in entries.sorted(by: { $0.value.until < $1.value.until }).prefix(surplus) { entries[key] = nil }
    }
}
