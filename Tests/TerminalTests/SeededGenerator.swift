/// Random numbers that a seed repeats: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    private static let difficult: [UInt32] = [
        0x5b, 0x1b, 0x07, 0x9b, 0x300, 0x301, 0x200d, 0x202e, 0xfe0f, 0x1100, 0x1161, 0x1f468, 0x1f1e9, 0x4e16, 0x915, 0x94d,
    ]

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
        return word ^ word >> 31
    }

    /// Letters, wide ones, marks, controls, movers of text, invisible ones, and any other.
    mutating func hostileText() -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<next() % 40 {
            let value = next() % 3 == 0 ? UInt32(next() % 0x11_0000) : Self.difficult.randomElement(using: &self)!
            text.append(Unicode.Scalar(value) ?? "a")
        }
        return String(text)
    }
}
