import Events
import Seeded
import Testing

@testable import Metrics
@testable import Traffic

/// Whatever the limit and the order, nothing that was fed is missing from the sums.
@Suite("Overflow")
struct OverflowTests {
    @Test("The sum over all series is what was fed, for any order and any limit", arguments: UInt64(1)...30)
    func exactSums(seed: UInt64) {
        var random = SplitMix(state: seed)
        let limit = [0, 1, 2, 3, 10, 50, 1000][random.below(7)]
        let labels = [FlowLabel.usual, [.client, .server], [.serverHost], [.port], [.client, .observed]][random.below(5)]
        let silence: UInt64 = [1, 5_000_000_000, 3_600_000_000_000][random.below(3)]
        let metrics = FlowMetrics(MetricsOptions(labels: labels, seriesLimit: limit, silence: silence), start: World.epoch)
        var fed = FlowCounters()
        var durations: (count: UInt64, sum: UInt64) = (0, 0)
        var last: [String: Double] = [:]
        var now: UInt64 = 0
        for round in 0..<12 {
            now += UInt64(random.below(60)) * 1_000_000_000
            let reports = (0..<random.below(80)).map { _ in Self.report(&random, &fed, &durations) }
            metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: now), reports: reports.shuffled(using: &random)), World().naming)
            let snapshot = metrics.snapshot()
            var total = snapshot.hidden
            for series in snapshot.series { total += series }
            #expect(total.counters == fed)
            #expect(total.request.count == durations.count)
            #expect(total.request.sum == durations.sum)
            #expect(snapshot.sets.count <= limit + 1)
            #expect(Set(snapshot.sets.map(\.values)).count == snapshot.sets.count)
            if round % 3 > 0 { continue }
            let text = ParsedText(metrics)
            #expect(text.faults == [])
            if silence > now { Self.expectSums(text, fed) }
            Self.expectMonotonic(text, &last)
        }
    }

    private static func report(_ random: inout SplitMix, _ fed: inout FlowCounters, _ durations: inout (count: UInt64, sum: UInt64)) -> FlowReport {
        let parties = [World.here(UInt32(random.below(9))), World.away(UInt32(random.below(90))), .unknown]
        var told = FlowCounters()
        let report = World.report(
            parties[random.below(3)], parties[random.below(3)], port: UInt32(random.below(5)), guess: [nil, .http1, .redis][random.below(3)]
        ) { counters, times in
            counters.requests = Int64(random.below(1000))
            counters.errors = Int64(random.below(10))
            counters.sent = Int64(random.below(1 << 30))
            counters.received = Int64(random.below(1 << 40))
            counters.opened = Int64(random.below(5))
            told = counters
            let some = (0..<random.below(4)).map { _ in UInt64(random.below(1 << 36)) }
            times.requests(some)
            durations.count += UInt64(some.count)
            durations.sum += some.reduce(0, +)
        }
        fed += told
        return report
    }

    /// As a scraper sees it, where nothing has been hidden.
    private static func expectSums(_ text: ParsedText, _ fed: FlowCounters) {
        #expect(text.sum("weir_flow_bytes_total", ["direction": "sent"]) ?? 0 == Double(fed.sent))
        #expect(text.sum("weir_flow_bytes_total", ["direction": "received"]) ?? 0 == Double(fed.received))
        #expect(text.sum("weir_flow_requests_total") ?? 0 == Double(fed.requests))
    }

    /// What is told of the places themselves only grows.
    private static func expectMonotonic(_ text: ParsedText, _ last: inout [String: Double]) {
        for name in ["weir_series_overflowed_total", "weir_series_retired_total"] {
            let value = text.sum(name) ?? -1
            #expect(value >= last[name] ?? 0)
            last[name] = value
        }
    }

    @Test("What overflows is in one label set that says so, and is counted")
    func other() {
        let metrics = FlowMetrics(MetricsOptions(seriesLimit: 4), start: World.epoch)
        var world = World()
        for number in UInt32(2)..<12 { world.app(number, "/app/\(number)") }
        let reports = (UInt32(2)..<11).map { World.report(World.here($0), World.here($0 + 1)) { counters, _ in counters.requests = 1 } }
        metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: 1), reports: reports), world.naming)
        let text = ParsedText(metrics)
        #expect(text.sum("weir_flow_requests_total", ["client": "other", "server": "other"]) == 5)
        #expect(text.labels("weir_flow_requests_total").contains([
            "host": "node-1", "client": "other", "server": "other", "client_kind": "other", "server_kind": "other",
        ]))
        #expect(text.sum("weir_flow_requests_total") == 9)
        #expect(text.sum("weir_series_overflowed_total") == 5)
        #expect(text.sum("weir_series_limit") == 4)
        #expect(text.sum("weir_series_label_sets") == 5)
    }

    @Test("A workload that is called other is counted with the rest, not beside it")
    func namedOther() {
        let metrics = FlowMetrics(MetricsOptions(labels: [.client, .server], seriesLimit: 1), start: World.epoch)
        var world = World()
        world.app(2, "other")
        world.app(3, "web")
        let pairs: [(UInt32, UInt32)] = [(3, 3), (2, 2), (3, 2), (2, 2)]
        let reports = pairs.map { World.report(World.here($0), World.here($1)) { counters, _ in counters.requests = 1 } }
        metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: 1), reports: reports), world.naming)
        let text = ParsedText(metrics)
        #expect(text.faults == [])
        #expect(text.sum("weir_flow_requests_total", ["client": "other"]) == 3)
        #expect(text.sum("weir_flow_requests_total", ["client": "web"]) == 1)
    }

    @Test("Strangers' addresses leave a quarter of the places to flows with names")
    func strangers() {
        let metrics = FlowMetrics(MetricsOptions(seriesLimit: 100), start: World.epoch)
        var world = World()
        for number in UInt32(2)..<100 { world.app(number, "/app/\(number)") }
        let strangers = (UInt32(0)..<1000).map { World.report(World.away($0), World.here(2)) { counters, _ in counters.sent = 1 } }
        let friends = (UInt32(3)..<28).map { World.report(World.here($0), World.here(2)) { counters, _ in counters.sent = 1 } }
        metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: 1), reports: strangers + friends), world.naming)
        let text = ParsedText(metrics)
        #expect(text.sum("weir_flow_bytes_total", ["client": "other"]) == 925)
        for number in 3..<28 { #expect(text.sum("weir_flow_bytes_total", ["client": "/app/\(number)"]) == 1) }
    }
}
