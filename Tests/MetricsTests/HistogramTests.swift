import Events
import Seeded
import Testing

@testable import Metrics
@testable import Traffic

@Suite("Histograms")
struct HistogramTests {
    private static func metrics(_ durations: [UInt64]) -> FlowMetrics {
        let metrics = FlowMetrics(start: World.epoch)
        for (second, part) in stride(from: 0, to: durations.count, by: 100).enumerated() {
            let report = World.report(World.here(2), World.here(3)) { counters, times in
                times.requests(Array(durations[part..<min(part + 100, durations.count)]))
                times.queued(Array(durations[part..<min(part + 100, durations.count)]))
                counters.requests = 1
            }
            metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: UInt64(second)), reports: [report]), World().naming)
        }
        return metrics
    }

    private static func buckets(_ text: ParsedText, _ name: String) -> [(bound: Double, count: Double)] {
        text.samples.filter { $0.key.name == name + "_bucket" }
            .map { (Double($0.key.labels["le"] ?? "") ?? -1, $0.value) }.sorted { $0.0 < $1.0 }
    }

    @Test("Buckets are cumulative, end with all, and agree with count and sum", arguments: UInt64(1)...8)
    func consistent(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let durations = (0..<random.below(1000) + 1).map { _ in UInt64(random.below(1 << (8 + random.below(34)))) }
        let text = ParsedText(Self.metrics(durations))
        for (name, count) in [("weir_flow_request_duration_seconds", 12), ("weir_flow_queue_seconds", 7)] {
            let buckets = Self.buckets(text, name)
            #expect(buckets.count == count)
            #expect(zip(buckets, buckets.dropFirst()).allSatisfy { $0.count <= $1.count })
            #expect(buckets.last?.bound == .infinity)
            #expect(buckets.last?.count == Double(durations.count))
            #expect(text.sum(name + "_count") == Double(durations.count))
            let sum = try #require(text.sum(name + "_sum"))
            #expect(abs(sum - Double(durations.reduce(0, +)) / 1e9) <= sum * 1e-12)
        }
    }

    @Test("A sample is on the right side of each bound, or within 2.1 % of it", arguments: UInt64(1)...8)
    func nearBounds(seed: UInt64) {
        var random = SplitMix(state: seed)
        let durations = (0..<1000).map { _ in UInt64(random.below(1 << (14 + random.below(24)))) }
        let text = ParsedText(Self.metrics(durations))
        for (bound, count) in Self.buckets(text, "weir_flow_request_duration_seconds") where bound.isFinite {
            let surely = durations.filter { Double($0) < bound * 1e9 * 0.979 }.count
            let perhaps = durations.filter { Double($0) <= bound * 1e9 * 1.021 }.count
            #expect(Double(surely) <= count && count <= Double(perhaps))
        }
    }

    @Test("A counter of the source that is full makes no bucket disagree with the count")
    func saturated() {
        let sparse = SparseHistogram(count: 10, sum: 10, max: 1, entries: [.init(bucket: 0, count: 3)])
        var tally = DurationTally()
        tally.add(sparse.map(LatencyHistogram.init))
        #expect(FlowHistogram.all[0].buckets(tally) == [3] + Array(repeating: 0, count: 10) + [7])
        for _ in 0..<3 { tally += tally }
        #expect(FlowHistogram.all[2].buckets(tally).reduce(0, +) == tally.count)
    }

    @Test("The server's own time is told too where only the server is here")
    func serversAlone() {
        let metrics = FlowMetrics(start: World.epoch)
        let reports = [
            World.report(World.away(1), World.here(2), observed: .server) { $1.requests([1_000_000, 2_000_000]) },
            World.report(World.here(3), World.away(4), observed: .client) { $1.requests([5_000_000]) },
            World.report(World.here(3), World.here(2)) {
                $1.requests([5_000_000])
                $1.served([4_000_000])
            },
        ]
        metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: 1), reports: reports), World().naming)
        let text = ParsedText(metrics)
        #expect(text.sum("weir_flow_server_duration_seconds_count", ["observed": "server"]) == 2)
        #expect(text.sum("weir_flow_server_duration_seconds_count", ["observed": "client"]) == nil)
        #expect(text.sum("weir_flow_server_duration_seconds_sum", ["observed": "both"]) == 0.004)
    }
}
