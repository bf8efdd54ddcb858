/// Random decisions, from a seed, or from bytes that a fuzzer has chosen: one byte a decision, a seed's once they run out.
struct FaultRandom: RandomNumberGenerator {
    private var bytes: ArraySlice<UInt8>
    private var seeded: SeededGenerator

    init(seed: UInt64, bytes: some Collection<UInt8> = []) {
        self.bytes = ArraySlice(Array(bytes))
        seeded = SeededGenerator(seed: seed)
    }

    /// A byte fills the word, since those who ask use its highest bits, and some of them all.
    mutating func next() -> UInt64 {
        bytes.popFirst().map { UInt64($0) &* 0x0101_0101_0101_0101 } ?? seeded.next()
    }

    mutating func chance(_ share: Double) -> Bool { share > 0 && Double(next() >> 11) * 0x1p-53 < share }
    mutating func whole(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(next() >> 16) % range.count }
    mutating func milliseconds(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * Double(next() >> 11) * 0x1p-53
    }

    mutating func one<Choice>(of choices: [Choice]) -> Choice { choices[whole(0...choices.count - 1)] }
}
