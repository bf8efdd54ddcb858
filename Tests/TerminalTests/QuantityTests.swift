import Terminal
import Testing

@Suite struct QuantityTests {
    @Test(arguments: [
        (0, "0 ns"), (38, "38 ns"), (999, "999 ns"), (1000, "1 µs"), (3_400, "3 µs"), (9_000, "9 µs"), (18_200, "18 µs"),
        (412_000, "412 µs"), (999_499, "999 µs"), (2_100_000, "2.1 ms"), (9_800_000, "9.8 ms"), (12_400_000, "12 ms"),
        (180_000_000, "180 ms"), (1_200_000_000, "1.2 s"), (45_000_000_000, "45 s"), (119_000_000_000, "119 s"),
        (120_000_000_000, "2 min"), (3_600_000_000_000, "60 min"), (7_200_000_000_000, "2 h"), (172_800_000_000_000, "2 d"),
    ] as [(UInt64, String)])
    func durationsHaveOneUnit(nanoseconds: UInt64, text: String) {
        #expect(Quantity.duration(nanoseconds) == text)
    }

    @Test(arguments: [
        (999_500, "1.0 ms"), (9_949_999, "9.9 ms"), (9_950_000, "10 ms"), (999_499_999, "999 ms"), (999_500_000, "1.0 s"),
        (119_499_999_999, "119 s"), (119_500_000_000, "2 min"), (7_169_000_000_000, "119 min"), (7_170_000_000_000, "2 h"),
    ] as [(UInt64, String)])
    func roundingMovesOnToTheNextUnit(nanoseconds: UInt64, text: String) {
        #expect(Quantity.duration(nanoseconds) == text)
    }

    @Test(arguments: [
        (0, "0"), (37, "37"), (999, "999"), (1000, "1.0k"), (8_100, "8.1k"), (16_200, "16.2k"), (48_600, "48.6k"), (99_949, "99.9k"),
        (99_950, "100k"), (999_499, "999k"), (999_500, "1.0M"), (1_200_000, "1.2M"), (.max, "18.4E"),
    ] as [(UInt64, String)])
    func countsHaveThreeDigitsAndASuffix(number: UInt64, text: String) {
        #expect(Quantity.count(number) == text)
    }

    @Test(arguments: [
        (0, "0"), (0.01, "<0.1"), (0.4, "0.4"), (3, "3"), (3.27, "3.3"), (9.97, "10"), (37.4, "37"), (999.6, "1.0k"), (8_123, "8.1k"),
    ] as [(Double, String)])
    func ratesAboveNoneAreNeverNone(perSecond: Double, text: String) {
        #expect(Quantity.rate(perSecond) == text)
    }

    @Test(arguments: [
        (0, "0 B"), (12, "12 B"), (999, "999 B"), (1000, "1.0 kB"), (1_900, "1.9 kB"), (12_000, "12 kB"), (940_000, "940 kB"),
        (999_500, "1.0 MB"), (6_200_000, "6.2 MB"), (31_000_000, "31 MB"), (4_000_000_000, "4.0 GB"), (.max, "18 EB"),
    ] as [(UInt64, String)])
    func sizesAreDecimal(bytes: UInt64, text: String) {
        #expect(Quantity.size(bytes) == text)
    }

    @Test func theUnknownIsADash() {
        #expect(Quantity.duration(nil) == "–")
        #expect(Quantity.count(nil) == "–")
        #expect(Quantity.rate(nil) == "–")
        #expect(Quantity.size(nil) == "–")
        #expect(Quantity.rate(.nan) == "–")
        #expect(Quantity.rate(.infinity) == "–")
        #expect(Quantity.rate(-1) == "–")
    }

    @Test(arguments: [UInt64](1...10))
    func noNumberHasMoreThanThreeDigits(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let number = random.next() >> (random.next() % 64)
            #expect(digits(Quantity.count(number)) <= 3, "\(number)")
            #expect(digits(Quantity.size(number)) <= 3, "\(number)")
            #expect(digits(Quantity.duration(number)) <= 3 || number > 86_400_000_000_000 * 999, "\(number)")
        }
    }

    private func digits(_ text: String) -> Int { text.count { $0.isNumber } }
}
