import Events
import Seeded
import Testing

@testable import Metrics
@testable import Traffic

@Suite("Retirement")
struct RetirementTests {
    private static let minute: UInt64 = 60_000_000_000

    private static func tick(_ metrics: FlowMetrics, minute: UInt64, _ clients: [UInt32], active: Int32 = 0) {
        let reports = clients.map { World.report(World.away($0), World.here(2), active: active) { counters, _ in counters.requests = 3 } }
        metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: minute * Self.minute), reports: reports), World().naming)
    }

    private static func requests(_ metrics: FlowMetrics, _ client: UInt32) -> Double? {
        ParsedText(metrics).sum("weir_flow_requests_total", ["client": "\(World.address(client))"])
    }

    @Test("A label set that was silent for an hour is shown no more, and goes on from where it was when it speaks again")
    func comesBack() {
        let metrics = FlowMetrics(start: World.epoch)
        Self.tick(metrics, minute: 1, [1, 7])
        let start = metrics.snapshot().sets.first?.start
        for minute in UInt64(2)...60 { Self.tick(metrics, minute: minute, [7]) }
        #expect(Self.requests(metrics, 1) == 3)
        Self.tick(metrics, minute: 61, [7])
        #expect(Self.requests(metrics, 1) == nil)
        #expect(metrics.snapshot().hidden.counters.requests == 3)
        #expect(ParsedText(metrics).sum("weir_series_retired_total") == 1)
        Self.tick(metrics, minute: 90, [1, 7])
        #expect(Self.requests(metrics, 1) == 6)
        #expect(metrics.snapshot().hidden.counters.requests == 0)
        #expect(metrics.snapshot().sets.last?.start == start)
    }

    @Test("Nobody with an open connection is hidden")
    func open() {
        let metrics = FlowMetrics(start: World.epoch)
        Self.tick(metrics, minute: 1, [1], active: 1)
        for minute in UInt64(2)...200 { Self.tick(metrics, minute: minute, [1], active: 1) }
        #expect(metrics.snapshot().retired == 0)
    }

    @Test("What is hidden makes room, and other never goes")
    func room() {
        let metrics = FlowMetrics(MetricsOptions(seriesLimit: 1), start: World.epoch)
        Self.tick(metrics, minute: 1, [1, 2])
        #expect(ParsedText(metrics).sum("weir_flow_requests_total", ["client": "other"]) == 3)
        Self.tick(metrics, minute: 100, [])
        Self.tick(metrics, minute: 101, [3])
        #expect(Self.requests(metrics, 3) == 3)
        #expect(Self.requests(metrics, 1) == nil)
        #expect(ParsedText(metrics).sum("weir_flow_requests_total", ["client": "other"]) == 3)
    }

    @Test("One that was forgotten begins at 0 with a later start, and its past stays in the hidden sum")
    func forgotten() {
        let metrics = FlowMetrics(MetricsOptions(seriesLimit: 1), start: World.epoch)
        for (index, client) in [UInt32(1), 2, 3].enumerated() {
            Self.tick(metrics, minute: UInt64(1 + index * 200), [client])
            Self.tick(metrics, minute: UInt64(100 + index * 200), [])
        }
        Self.tick(metrics, minute: 1000, [1])
        #expect(Self.requests(metrics, 1) == 3)
        #expect(metrics.snapshot().hidden.counters.requests == 9)
        #expect((metrics.snapshot().sets.first?.start ?? 0) > World.epoch + 400 * Self.minute)
    }

    @Test("No counter of any series ever goes backwards", arguments: UInt64(1)...8)
    func monotonic(seed: UInt64) {
        var random = SplitMix(state: seed)
        let metrics = FlowMetrics(MetricsOptions(seriesLimit: 40), start: World.epoch)
        var last: [ParsedText.Sample: Double] = [:]
        var minute: UInt64 = 0
        for _ in 0..<30 {
            minute += UInt64(random.below(40))
            Self.tick(metrics, minute: minute, (0..<random.below(20)).map { _ in UInt32(random.below(40)) })
            for (sample, value) in ParsedText(metrics).samples where sample.name.hasSuffix("_total") {
                #expect(value >= last[sample] ?? 0)
                last[sample] = value
            }
        }
    }
}
