import Events

/// The connections by socket cookie, in slots that stay put while they live. Bounded: full, it drops the least recently seen of a
/// few and counts those that were still open. What a dropped one had counted was told to its flow, and events carry news only, so no
/// sum suffers, unless both ends were here and both are dropped: met again, they may not find each other and count twice.
struct ConnectionTable: ~Copyable {
    private var slots = Slots<Connection>()
    private var index: CookieIndex
    private var hand: Int32 = 0
    private let limit: Int
    private(set) var evicted: UInt64 = 0

    init(limit: Int) {
        self.limit = limit
        index = CookieIndex(capacity: min(limit, 4096))
    }

    var count: Int { index.count }
    var isFull: Bool { index.count >= limit }

    subscript(slot: Int32) -> Connection {
        @inline(__always) _read { yield slots[slot] }
        @inline(__always) nonmutating _modify { yield &slots[slot] }
    }

    /// Where a connection lies until the next one is inserted.
    @inline(__always) func place(of slot: Int32) -> UnsafeMutablePointer<Connection> { slots.place(of: slot) }

    /// All slots; those whose cookie is 0 are free.
    var all: Range<Int32> { 0..<Int32(slots.count) }

    /// -1 when there is none.
    func find(_ cookie: UInt64) -> Int32 { index.find(cookie) { slots[$0].cookie == cookie } }

    /// A slot for a connection that is not in the table. The caller makes room first.
    mutating func insert(_ cookie: UInt64) -> Int32 {
        let slot = slots.insert(Connection(cookie: cookie))
        index.insert(cookie, slot: slot)
        return slot
    }

    mutating func remove(_ slot: Int32) {
        index.remove(slots[slot].cookie, slot: slot)
        slots[slot].cookie = 0
        slots.giveBack(slot)
    }

    /// Whom to drop: a hand goes round, looks at a few, takes the one that was silent longest, one that is over before any other.
    mutating func victim() -> Int32 {
        var best: Int32 = -1
        for _ in 0..<16 {
            hand = hand + 1 < Int32(slots.count) ? hand + 1 : 0
            guard slots[hand].cookie != 0 else { continue }
            if best < 0 || isBetterVictim(hand, than: best) { best = hand }
        }
        if !slots[best].isClosed { evicted += 1 }
        return best
    }

    private func isBetterVictim(_ a: Int32, than b: Int32) -> Bool {
        if slots[a].isClosed != slots[b].isClosed { return slots[a].isClosed }
        return slots[a].lastSeen < slots[b].lastSeen
    }
}
