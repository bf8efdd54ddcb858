import Events
import Testing
import Traffic

@testable import Metrics

@Suite("A restart loses no counter")
struct SavedMetricsTests {
    private static func fed(_ metrics: FlowMetrics, second: UInt64) {
        var world = World()
        world.app(2, "/shop/web")
        world.app(3, "/shop/db~\u{202e}\t\n")
        let report = World.report(World.here(2), World.here(3), port: 5432) { counters, times in
            (counters.requests, counters.sent, counters.opened) = (10, 500, 2)
        }
        let stranger = World.report(World.here(2), World.away(9)) { counters, _ in counters.requests = 3 }
        metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: second * 1_000_000_000), reports: [report, stranger]), world.naming)
    }

    @Test("what one has counted the next goes on from, with the same beginning")
    func goesOn() throws {
        let first = FlowMetrics(start: World.epoch)
        Self.fed(first, second: 1)
        let second = FlowMetrics(start: World.epoch + 1_000_000_000_000)
        // Hours after the host started, as a real clock says.
        #expect(second.resume(first.saved, at: MonotonicTime(nanoseconds: 20_000_000_000_000)))
        #expect(second.saved == first.saved)
        Self.fed(second, second: 20_001)
        let text = ParsedText(second)
        #expect(text.sum("weir_series_retired_total") == 0)
        #expect(text.sum("weir_flow_requests_total") == 26)
        #expect(text.sum("weir_flow_bytes_total", ["direction": "sent"]) == 1000)
        #expect(second.snapshot().sets.map(\.start) == first.snapshot().sets.map(\.start))
    }

    @Test("other labels, an empty file, a torn one: it begins anew")
    func refused() {
        let first = FlowMetrics(start: World.epoch)
        Self.fed(first, second: 1)
        let saved = first.saved
        #expect(!FlowMetrics(MetricsOptions(labels: [.client]), start: World.epoch).resume(saved, at: MonotonicTime(nanoseconds: 1)))
        for text in ["", "weir-metrics 2 client\n", String(saved.dropLast(saved.count / 3)), saved.replacing("500", with: "-5")] {
            #expect(!FlowMetrics(start: World.epoch).resume(text, at: MonotonicTime(nanoseconds: 1)))
        }
    }
}
