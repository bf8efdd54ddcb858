@testable import Recording
import Testing

/// What comes from outside may be anything: it is counted, and never a crash.
@Suite struct EntryMutationTests {
    /// Everything that is read of a block before the events, with each version there is. The numbers of entries must be those that fit.
    private static func readAll(_ bytes: [UInt8]) -> Bool {
        var isPlausible = true
        func check(_ entries: Int, _ malformed: Int, smallest: Int) {
            if entries * smallest > bytes.count || malformed > bytes.count / 4 + 1 { isPlausible = false }
        }
        for version in 1...9 {
            let listed = Listed(threads: bytes, version: version)
            check(listed.entries.count, listed.malformed, smallest: 50)
        }
        for version in 1...2 {
            let descriptors = Listed(descriptors: bytes, version: version)
            check(descriptors.entries.count, descriptors.malformed, smallest: 17)
            let interfaces = Listed(interfaces: bytes, version: version)
            check(interfaces.entries.count, interfaces.malformed, smallest: 16)
            let accounts = Listed(accounts: bytes, version: version)
            check(accounts.entries.count, accounts.malformed, smallest: 7)
        }
        _ = withPlaced(bytes) { ScapEntries.machine($0) }
        return isPlausible
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func randomBytesOfEveryLengthNeverCrash(seed: UInt64) {
        var random = SeededEntries(seed: seed)
        for length in 0...300 {
            if !Self.readAll(random.bytes(length)) { Issue.record("seed \(seed), \(length) bytes") }
        }
    }

    @Test(arguments: [4, 5, 6] as [UInt64])
    func changedListsNeverCrash(seed: UInt64) {
        var random = SeededEntries(seed: seed)
        let thread = ScapThread.distinct(version: 9).entry(version: 9, tail: [UInt8](repeating: 1, count: 40))
        for _ in 0..<1000 {
            var list = thread + thread + thread
            for _ in 0...random.below(4) { list[random.below(list.count)] = UInt8(truncatingIfNeeded: random.next()) }
            list.removeLast(random.below(8))
            if !Self.readAll(list) { Issue.record("seed \(seed): \(list)") }
        }
    }

    @Test(arguments: [7, 8, 9] as [UInt64])
    func randomValuesOfEveryTypeNeverCrash(seed: UInt64) {
        var random = SeededEntries(seed: seed)
        for type in UInt16(0)...460 {
            let values = (0..<random.below(40)).map { _ in
                var value = random.bytes(random.below(40))
                if !value.isEmpty, random.below(2) == 0 { value[0] = [1, 2, 10][random.below(3)] } // a family
                return value
            }
            let fields = withEvent(type, values) { $0.fields() }
            #expect(fields.count == values.filter { !$0.isEmpty }.count, "seed \(seed), type \(type)")
            for field in fields { _ = field.value.text }
        }
    }
}

/// Bytes that a seed repeats: xorshift64* (Vigna 2016).
struct SeededEntries: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_f491_4f6c_dd1d
    }

    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }
}
