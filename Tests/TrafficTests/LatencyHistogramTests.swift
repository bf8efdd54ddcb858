import Testing
import Traffic

@Suite struct LatencyHistogramTests {
    @Test func emptyHistogramKnowsNothing() {
        let histogram = LatencyHistogram()
        #expect(histogram.isEmpty)
        #expect(histogram.mean == nil)
        #expect(histogram.quantile(0.5) == nil)
        #expect(histogram.count == 0 && histogram.sum == 0 && histogram.max == 0)
    }

    @Test func countSumMeanAndMaxAreExact() {
        let histogram = LatencyHistogram([100, 300, 1_000_003, 7])
        #expect(histogram.count == 4)
        #expect(histogram.sum == 1_000_410)
        #expect(histogram.mean == 250_102)
        #expect(histogram.max == 1_000_003)
    }

    @Test func lastRankIsTheMaximumItself() {
        let histogram = LatencyHistogram([400, 500, 123_457])
        #expect(histogram.quantile(1) == 123_457)
        #expect(histogram.quantile(7) == 123_457)
        #expect(LatencyHistogram([777]).quantile(0) == 777)
    }

    @Test func quantileOfNoNumberIsUnknown() {
        #expect(LatencyHistogram([400]).quantile(.nan) == nil)
        #expect(LatencyHistogram([400, 500]).quantile(-.infinity)! <= 500)
        #expect(LatencyHistogram([400, 500]).quantile(.infinity) == 500)
    }

    @Test func durationsOutsideTheBucketsStillCount() {
        let histogram = LatencyHistogram([0, 0, 0, 1 << 41, 1 << 50, .max])
        #expect(histogram.count == 6)
        #expect(histogram.max == .max)
        #expect(histogram.quantile(0.5)! < 256)
        #expect(histogram.quantile(0.7)! >= 1 << 41)
        #expect(LatencyHistogram([.max, .max, .max]).quantile(0.5)! >= 1 << 41)
    }

    @Test func sumSaturatesInsteadOfWrapping() {
        var histogram = LatencyHistogram([.max, 5])
        #expect(histogram.sum == .max)
        histogram.merge(histogram)
        #expect(histogram.sum == .max && histogram.count == 4)
    }

    @Test func countersSaturateInsteadOfWrapping() {
        var histogram = LatencyHistogram([1000])
        for _ in 0..<40 { histogram.merge(histogram) }
        histogram.record(1000)
        #expect(histogram.count == 1 << 40 + 1)
        #expect((965...1000).contains(histogram.quantile(0.5)!))
    }

    @Test func aCopyIsIndependent() {
        var original = LatencyHistogram([1000])
        let copy = original
        original.record(2000)
        #expect(copy.count == 1 && copy.max == 1000)
        #expect(copy == LatencyHistogram([1000]))
    }

    @Test(arguments: [UInt64](1...40))
    func mergeIsCommutativeAndAssociativeAndLosesNothing(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let samples = (0..<3).map { _ in (0..<random.next() % 500).map { _ in random.next() >> (random.next() % 64) } }
        let (a, b, c) = (LatencyHistogram(samples[0]), LatencyHistogram(samples[1]), LatencyHistogram(samples[2]))
        #expect(a.merged(b) == b.merged(a))
        #expect(a.merged(b).merged(c) == a.merged(b.merged(c)))
        #expect(a.merged(b).merged(c) == LatencyHistogram(samples.flatMap { $0 }))
        #expect(a.merged(LatencyHistogram()) == a)
    }

    @Test(arguments: [UInt64](1...30), Distribution.allCases)
    func quantilesAreWithinThreeAndAHalfPercentOfTheTrueSample(seed: UInt64, distribution: Distribution) {
        var random = SeededGenerator(seed: seed)
        let size = [1, 2, 7, 100, 5000][Int(seed % 5)]
        let samples = (0..<size).map { _ in distribution.sample(&random) }.sorted()
        let histogram = LatencyHistogram(samples)
        var previous: UInt64 = 0
        for q in [0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1] {
            let truth = Double(samples[max(1, Int((q * Double(size)).rounded(.up))) - 1])
            let value = histogram.quantile(q)!
            #expect(abs(Double(value) - truth) <= truth * 0.035, "q \(q): \(value), truly \(truth)")
            #expect(value <= histogram.max)
            #expect(value >= previous)
            previous = value
        }
    }

    enum Distribution: CaseIterable {
        case uniform, exponential, heavyTail, twoPeaks, fewValues, octaveEdges

        func sample(_ random: inout SeededGenerator) -> UInt64 {
            let share = random.share()
            let nanoseconds: Double = switch self {
            case .uniform: 1000 + share * 1e6
            case .exponential: 500 * (1 + share * share * share * 1e5)
            case .heavyTail: 300 / (1 - share * 0.999_999_9)
            case .twoPeaks: random.next() % 10 == 0 ? 5e6 + share * 1e5 : 40_000 + share * 2000
            case .fewValues: ([256, 1023, 1024, 1_000_000, 1_048_576, 50_000_000] as [Double])[Int(share * 6)]
            case .octaveEdges: Double(UInt64(1) << (8 + random.next() % 33)) + (share < 0.5 ? 0 : -1)
            }
            return UInt64(Swift.max(256, nanoseconds))
        }
    }
}

extension LatencyHistogram {
    fileprivate init(_ samples: [UInt64]) {
        self.init()
        for sample in samples { record(sample) }
    }

    fileprivate func merged(_ other: Self) -> Self {
        var result = self
        result.merge(other)
        return result
    }
}
