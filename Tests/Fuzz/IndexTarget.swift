@testable import Traffic

extension Target {
    /// CookieIndex, our own memory: any operations leave it as they would leave a dictionary.
    static let index = Target(name: "index", seeds: indexSeeds) { bytes in
        var input = FuzzInput(bytes)
        var checked = CheckedIndex()
        while !input.isEmpty { checked.step(input.byte(), key: input.byte()) }
        for key in UInt8.min...UInt8.max { checked.check(CheckedIndex.key(key)) }
    }

    /// Fills it, takes every second key out, fills it again; and the same key over and over.
    private static var indexSeeds: [[UInt8]] {
        var filled: [UInt8] = []
        for key: UInt8 in 0..<100 { filled += [0, key] }
        for key: UInt8 in 0..<50 { filled += [1, key * 2, 2, key] }
        return [filled, filled.reversed(), [0, 7, 0, 8, 2, 7, 1, 7, 0, 7]]
    }
}

private struct CheckedIndex: ~Copyable {
    private var index = CookieIndex(capacity: 4)
    /// What should be in it.
    private var model: [UInt64: Int32] = [:]
    /// The key that each slot has, as the owner of slots would know it.
    private var slots: [UInt64] = []

    init() {}

    mutating func step(_ operation: UInt8, key byte: UInt8) {
        let key = Self.key(byte)
        switch (operation % 3, model[key]) {
        case (0, nil): insert(key)
        case (1, let slot?):
            index.remove(key, slot: slot)
            model[key] = nil
        case (2, let slot?):
            slots.append(key)
            model[key] = Int32(slots.count - 1)
            index.replace(key, slot: slot, by: Int32(slots.count - 1))
        case (1, nil): index.remove(key, slot: 0) // of what is not there
        default: break
        }
        check(key)
    }

    /// Some differ in their high bits alone.
    static func key(_ byte: UInt8) -> UInt64 { UInt64(byte & 15) << 60 | UInt64(byte >> 4) + 1 }

    private mutating func insert(_ key: UInt64) {
        slots.append(key)
        model[key] = Int32(slots.count - 1)
        index.insert(key, slot: Int32(slots.count - 1))
    }

    func check(_ key: UInt64) {
        promise(index.count == model.count, "\(index.count) keys, not \(model.count)")
        let found = index.find(key) { slots[Int($0)] == key }
        promise(found == model[key] ?? -1, "key \(key) has slot \(found), not \(model[key] ?? -1)")
    }
}
