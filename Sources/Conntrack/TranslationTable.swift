public import Events

/// Who is behind an address that somebody translated (DNAT, SNAT, masquerading, IPVS): the translated connections of one network
/// namespace, as its kernel tells.
///
/// Bounded: beyond `limit` the oldest makes room. One that has ended is found for some seconds more, since sockets are told of late.
/// Lookups cost one dictionary hit and allocate nothing. Where two zones (OVN, VRFs) translate the same tuple differently, no answer is
/// given, since nothing at hand says whose it is. A value; the listener's thread changes it.
public struct TranslationTable: Sendable {
    /// How long an ended connection is still found.
    static let lingering: UInt64 = 10_000_000_000

    private var slots: TranslationSlots
    private var byOriginal: [UInt64: Int32] = [:]
    private var byReply: [UInt64: Int32] = [:]
    private let limit: Int
    /// Connections that had to leave while they lived.
    public private(set) var evicted: UInt64 = 0

    public init(limit: Int = 65_536) {
        self.limit = max(limit, 1)
        slots = TranslationSlots()
    }

    public var count: Int { slots.count }

    /// The server that truly answers `client`, who dialled `dialled`. nil: that is the one dialled, or nobody here translates this.
    public func destination(client: Endpoint, dialled: Endpoint, transport: ConnectionEvent.Transport) -> Endpoint? {
        let tuple = Translation.Tuple(source: client, destination: dialled)
        guard let found = entry(byOriginal[Self.key(tuple, transport)], transport), found.original == tuple, found.reply.source != dialled
        else { return nil }
        return found.reply.source
    }

    /// The client that truly asks `server`, to whom it looks like `client`. nil: that is the client itself, or nobody here translates this.
    public func origin(server: Endpoint, client: Endpoint, transport: ConnectionEvent.Transport) -> Endpoint? {
        let tuple = Translation.Tuple(source: server, destination: client)
        guard let found = entry(byReply[Self.key(tuple, transport)], transport), found.reply == tuple, found.original.source != client
        else { return nil }
        return found.original.source
    }

    /// Two tuples may share a key: whether it is the one that was meant is for the caller to see.
    private func entry(_ slot: Int32?, _ transport: ConnectionEvent.Transport) -> Translation? {
        guard let slot, !slots[slot].isDisputed, slots[slot].translation.transport == transport else { return nil }
        return slots[slot].translation
    }

    /// Seeded by the process: nobody outside can make keys collide.
    private static func key(_ tuple: Translation.Tuple, _ transport: ConnectionEvent.Transport) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(tuple)
        hasher.combine(transport)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}

// MARK: What the kernel tells

extension TranslationTable {
    /// An untranslated connection only replaces what was known of its tuples.
    mutating func begin(_ translation: Translation) {
        let (original, reply) = Self.keys(translation)
        // The second may have gone with the first.
        let isOriginalDisputed = replace(byOriginal[original], by: translation)
        let isReplyDisputed = replace(byReply[reply], by: translation)
        guard translation.isTranslated else { return }
        makeRoom()
        let entry = TranslationSlots.Entry(translation: translation, isDisputed: isOriginalDisputed || isReplyDisputed)
        let slot = slots.insert(entry)
        byOriginal[original] = slot
        byReply[reply] = slot
    }

    /// Returns true when the two contradict each other.
    private mutating func replace(_ slot: Int32?, by translation: Translation) -> Bool {
        guard let slot, translation.isTranslated || slots[slot].translation.zone == translation.zone else { return false }
        let isDisputed = slots[slot].disputes(translation)
        remove(slot)
        return isDisputed
    }

    /// A connection that is not known, or not by this id, changes nothing.
    mutating func end(_ translation: Translation, at now: MonotonicTime) {
        guard let slot = byOriginal[Self.keys(translation).original] else { return }
        let known = slots[slot].translation
        guard known.original == translation.original, known.transport == translation.transport, known.zone == translation.zone,
            known.id == translation.id
        else { return }
        slots.end(slot, at: now)
    }

    /// Forgets those that ended long enough ago.
    mutating func expire(at now: MonotonicTime) {
        while let slot = slots.firstEnded, let ended = slots[slot].ended, now.nanoseconds(since: ended) >= Self.lingering { remove(slot) }
    }

    private mutating func makeRoom() {
        guard count >= limit else { return }
        if let slot = slots.firstEnded {
            remove(slot)
        } else if let slot = slots.firstLiving {
            remove(slot)
            evicted += 1
        }
    }

    private mutating func remove(_ slot: Int32) {
        let (original, reply) = Self.keys(slots[slot].translation)
        if byOriginal[original] == slot { byOriginal[original] = nil }
        if byReply[reply] == slot { byReply[reply] = nil }
        slots.remove(slot)
    }

    private static func keys(_ translation: Translation) -> (original: UInt64, reply: UInt64) {
        (key(translation.original, translation.transport), key(translation.reply, translation.transport))
    }
}
