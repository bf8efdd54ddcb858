import Events

/// The connections by socket cookie, in slots that stay put while they live. Bounded: full, it drops the least recently seen of a
/// few and counts it. What a dropped one had counted was told to its flow, and events carry news only, so no sum suffers.
struct ConnectionTable {
    private(set) var slots: ContiguousArray<Connection> = []
    private var index: CookieIndex
    private var free: ContiguousArray<Int32> = []
    private var hand = 0
    private let limit: Int
    private(set) var evicted: UInt64 = 0

    init(limit: Int) {
        self.limit = limit
        index = CookieIndex(capacity: min(limit, 4096))
    }

    var count: Int { index.count }
    var isFull: Bool { index.count >= limit }

    subscript(slot: Int32) -> Connection {
        get { slots[Int(slot)] }
        _modify { yield &slots[Int(slot)] }
    }

    /// -1 when there is none.
    func find(_ cookie: UInt64) -> Int32 { index.find(cookie) }

    /// A slot for a connection that is not in the table. The caller makes room first.
    mutating func insert(_ cookie: UInt64) -> Int32 {
        let slot: Int32
        if let reused = free.popLast() {
            slot = reused
            slots[Int(slot)] = Connection()
        } else {
            slot = Int32(slots.count)
            slots.append(Connection())
        }
        slots[Int(slot)].cookie = cookie
        index.insert(cookie, slot: slot)
        return slot
    }

    mutating func remove(_ slot: Int32) {
        index.remove(slots[Int(slot)].cookie)
        slots[Int(slot)].cookie = 0
        free.append(slot)
    }

    /// Whom to drop: a hand goes round, looks at a few, takes the one that was silent longest.
    mutating func victim() -> Int32 {
        evicted += 1
        var best = -1
        for _ in 0..<16 {
            hand = hand + 1 < slots.count ? hand + 1 : 0
            guard slots[hand].cookie != 0 else { continue }
            if best < 0 || slots[hand].lastSeen < slots[best].lastSeen { best = hand }
        }
        return Int32(best)
    }
}
