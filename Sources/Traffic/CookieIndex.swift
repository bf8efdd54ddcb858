/// An open-addressing map from a 64-bit key to a slot number, for keys that are already well spread or made so here.
///
/// Linear probing, at most half full, deletion by shifting back: no tombstones, so a table that lives for weeks stays as fast as
/// a new one. No allocation except when it doubles. Key 0 means an empty place and is not allowed.
struct CookieIndex {
    private var keys: ContiguousArray<UInt64>
    private var slots: ContiguousArray<Int32>
    private var mask: Int
    private(set) var count = 0

    init(capacity: Int = 1024) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        keys = ContiguousArray(repeating: 0, count: size)
        slots = ContiguousArray(repeating: -1, count: size)
        mask = size - 1
    }

    /// -1 when there is none.
    func find(_ key: UInt64) -> Int32 {
        var place = home(key)
        while true {
            let found = keys[place]
            if found == key { return slots[place] }
            if found == 0 { return -1 }
            place = (place + 1) & mask
        }
    }

    /// Adds or replaces.
    mutating func insert(_ key: UInt64, slot: Int32) {
        if (count + 1) * 2 > keys.count { grow() }
        var place = home(key)
        while keys[place] != 0, keys[place] != key { place = (place + 1) & mask }
        if keys[place] == 0 { count += 1 }
        keys[place] = key
        slots[place] = slot
    }

    mutating func remove(_ key: UInt64) {
        var hole = home(key)
        while keys[hole] != key {
            if keys[hole] == 0 { return }
            hole = (hole + 1) & mask
        }
        count -= 1
        var next = (hole + 1) & mask
        while keys[next] != 0 {
            // A key may move back only if the hole lies between its home and its place.
            if (next - home(keys[next])) & mask >= (next - hole) & mask {
                keys[hole] = keys[next]
                slots[hole] = slots[next]
                hole = next
            }
            next = (next + 1) & mask
        }
        keys[hole] = 0
        slots[hole] = -1
    }

    /// Cookies are counted up per processor: multiplied, so that neighbours land apart (Knuth, 6.4).
    private func home(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 20) & mask
    }

    private mutating func grow() {
        let (oldKeys, oldSlots) = (keys, slots)
        self = CookieIndex(capacity: keys.count)
        for (key, slot) in zip(oldKeys, oldSlots) where key != 0 { insert(key, slot: slot) }
    }
}
