/// An open-addressing map from a 64-bit key to a slot number. It keeps 32 bits of each key's hash and the number: eight bytes a place,
/// since at a hundred thousand connections the wait for this memory is the largest cost of an event. Whether a place means the key is
/// for the caller to say, who looks at the slot anyway.
///
/// Linear probing, at most half full, deletion by shifting back: no tombstones, so a table that lives for weeks stays as fast as
/// a new one. No allocation except when it doubles.
struct CookieIndex: ~Copyable {
    private struct Place {
        var hash: UInt32 = 0
        /// -1 empty.
        var slot: Int32 = -1
    }

    private var places: UnsafeMutablePointer<Place>
    private var mask: Int
    private(set) var count = 0

    init(capacity: Int = 1024) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        places = Self.allocate(size)
        mask = size - 1
    }

    deinit { places.deallocate() }

    /// -1 when there is none.
    @inline(__always)
    func find(_ key: UInt64, where isMeant: (Int32) -> Bool) -> Int32 {
        let hash = Self.hash(key)
        var place = home(hash)
        while places[place].slot >= 0 {
            if places[place].hash == hash, isMeant(places[place].slot) { return places[place].slot }
            place = (place + 1) & mask
        }
        return -1
    }

    /// Adds a key that is not there.
    mutating func insert(_ key: UInt64, slot: Int32) {
        if (count + 1) * 2 > mask + 1 { grow() }
        count += 1
        enter(Place(hash: Self.hash(key), slot: slot))
    }

    /// Gives a key that has `slot` another one.
    mutating func replace(_ key: UInt64, slot: Int32, by other: Int32) {
        let place = place(of: key, slot)
        if places[place].slot >= 0 { places[place].slot = other }
    }

    mutating func remove(_ key: UInt64, slot: Int32) {
        var hole = place(of: key, slot)
        guard places[hole].slot >= 0 else { return }
        count -= 1
        var next = (hole + 1) & mask
        while places[next].slot >= 0 {
            // A key may move back only if the hole lies between its home and its place.
            if (next - home(places[next].hash)) & mask >= (next - hole) & mask {
                places[hole] = places[next]
                hole = next
            }
            next = (next + 1) & mask
        }
        places[hole] = Place()
    }

    /// Where the pair is, or an empty place.
    private func place(of key: UInt64, _ slot: Int32) -> Int {
        let hash = Self.hash(key)
        var place = home(hash)
        while places[place].slot >= 0, places[place].slot != slot || places[place].hash != hash { place = (place + 1) & mask }
        return place
    }

    private func enter(_ new: Place) {
        var place = home(new.hash)
        while places[place].slot >= 0 { place = (place + 1) & mask }
        places[place] = new
    }

    private func home(_ hash: UInt32) -> Int { Int(hash) & mask }

    /// Cookies are counted up per processor: multiplied, so that neighbours land apart (Knuth, 6.4).
    @inline(__always)
    private static func hash(_ key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 32) }

    private mutating func grow() {
        let (old, size) = (places, mask + 1)
        places = Self.allocate(size * 2)
        mask = size * 2 - 1
        for place in 0..<size where old[place].slot >= 0 { enter(old[place]) }
        old.deallocate()
    }

    private static func allocate(_ size: Int) -> UnsafeMutablePointer<Place> {
        let places = UnsafeMutablePointer<Place>.allocate(capacity: size)
        places.initialize(repeating: Place(), count: size)
        return places
    }
}
