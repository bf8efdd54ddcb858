/// An open-addressing map from a 64-bit key to a slot number, for keys that are already well spread or made so here.
///
/// Linear probing, at most half full, deletion by shifting back: no tombstones, so a table that lives for weeks stays as fast as
/// a new one. No allocation except when it doubles. Key 0 means an empty place and is not allowed.
struct CookieIndex: ~Copyable {
    private struct Place {
        var key: UInt64 = 0
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
    func find(_ key: UInt64) -> Int32 {
        var place = home(key)
        while true {
            if places[place].key == key { return places[place].slot }
            if places[place].key == 0 { return -1 }
            place = (place + 1) & mask
        }
    }

    /// Adds or replaces.
    mutating func insert(_ key: UInt64, slot: Int32) {
        if (count + 1) * 2 > mask + 1 { grow() }
        let place = place(of: key)
        if places[place].key == 0 { count += 1 }
        places[place] = Place(key: key, slot: slot)
    }

    mutating func remove(_ key: UInt64) {
        var hole = place(of: key)
        guard places[hole].key != 0 else { return }
        count -= 1
        var next = (hole + 1) & mask
        while places[next].key != 0 {
            // A key may move back only if the hole lies between its home and its place.
            if (next - home(places[next].key)) & mask >= (next - hole) & mask {
                places[hole] = places[next]
                hole = next
            }
            next = (next + 1) & mask
        }
        places[hole] = Place()
    }

    /// Where the key is, or would be.
    private func place(of key: UInt64) -> Int {
        var place = home(key)
        while places[place].key != 0, places[place].key != key { place = (place + 1) & mask }
        return place
    }

    /// Cookies are counted up per processor: multiplied, so that neighbours land apart (Knuth, 6.4).
    @inline(__always)
    private func home(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 20) & mask
    }

    private mutating func grow() {
        let (old, size) = (places, mask + 1)
        places = Self.allocate(size * 2)
        mask = size * 2 - 1
        for place in 0..<size where old[place].key != 0 { places[self.place(of: old[place].key)] = old[place] }
        old.deallocate()
    }

    private static func allocate(_ size: Int) -> UnsafeMutablePointer<Place> {
        let places = UnsafeMutablePointer<Place>.allocate(capacity: size)
        places.initialize(repeating: Place(), count: size)
        return places
    }
}
