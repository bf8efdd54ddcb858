/// Holders in numbered places, found by key.
struct AddressHolders: Sendable {
    private var places: [(key: AddressHolder.Key, holder: AddressHolder)?] = []
    private var byKey: [AddressHolder.Key: Int32] = [:]
    private var free: [Int32] = []

    var count: Int { byKey.count }
    var slots: some Sequence<Int32> { byKey.values }

    subscript(slot: Int32) -> AddressHolder? { places[Int(slot)]?.holder }
    subscript(key: AddressHolder.Key) -> AddressHolder? { byKey[key].flatMap { self[$0] } }

    /// Without a copy of the rest.
    func farEnd(_ slot: Int32) -> FarEnd? { places[Int(slot)]?.holder.farEnd }

    func slot(of key: AddressHolder.Key) -> Int32? { byKey[key] }

    /// In the place of the one that has the same key.
    mutating func insert(_ holder: AddressHolder, as key: AddressHolder.Key) -> Int32 {
        let slot = byKey[key] ?? free.popLast() ?? Int32(places.count)
        if Int(slot) == places.count { places.append(nil) }
        places[Int(slot)] = (key, holder)
        byKey[key] = slot
        return slot
    }

    mutating func update(_ key: AddressHolder.Key, _ body: (inout AddressHolder) -> Void) {
        if let slot = byKey[key] { update(slot, body) }
    }

    mutating func update(_ slot: Int32, _ body: (inout AddressHolder) -> Void) {
        guard var place = places[Int(slot)] else { return }
        body(&place.holder)
        places[Int(slot)] = place
    }

    mutating func remove(_ slot: Int32) {
        guard let place = places[Int(slot)] else { return }
        byKey[place.key] = nil
        places[Int(slot)] = nil
        free.append(slot)
    }
}
