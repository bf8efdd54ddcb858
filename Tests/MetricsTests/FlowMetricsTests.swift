import Events
import Testing
import Workloads

@testable import Metrics
@testable import Traffic

@Suite("Metrics of flows")
struct FlowMetricsTests {
    private static func time(_ seconds: UInt64) -> MonotonicTime { MonotonicTime(nanoseconds: seconds * 1_000_000_000) }

    @Test("Counters add up over ticks, under the labels of the flow's ends")
    func adds() {
        var world = World()
        world.app(2, "/shop/web")
        world.app(3, "/shop/db")
        let metrics = FlowMetrics(start: World.epoch)
        for second in 1...3 {
            let report = World.report(World.here(2), World.here(3), port: 5432, active: 4) { counters, _ in
                (counters.requests, counters.errors, counters.opened, counters.retransmits) = (10, 1, 2, 3)
                (counters.sent, counters.received) = (500, 9000)
            }
            metrics.record(MetricsTick(time: Self.time(UInt64(second)), reports: [report]), world.naming)
        }
        let text = ParsedText(metrics)
        let labels = [
            "host": "node-1", "client": "/shop/web", "server": "/shop/db", "client_kind": "marathon", "server_kind": "marathon", "port": "5432",
            "protocol": "http", "transport": "tcp", "observed": "both",
        ]
        #expect(text.faults == [])
        #expect(text.labels("weir_flow_requests_total") == [labels])
        #expect(text.sum("weir_flow_requests_total") == 30)
        #expect(text.sum("weir_flow_errors_total") == 3)
        #expect(text.sum("weir_flow_bytes_total", ["direction": "sent"]) == 1500)
        #expect(text.sum("weir_flow_bytes_total", ["direction": "received"]) == 27000)
        #expect(text.sum("weir_flow_connections_total", ["result": "opened"]) == 6)
        #expect(text.sum("weir_flow_connections_active") == 4)
        #expect(text.sum("weir_flow_retransmits_total") == 9)
        #expect(text.sum("weir_flow_unanswered_total") == 0)
    }

    @Test("Two flows of one label set are one series, and their open connections are added")
    func merges() {
        var world = World()
        world.app(2, "/shop/web")
        world.app(3, "/shop/web")
        world.app(4, "/shop/db")
        let metrics = FlowMetrics(start: World.epoch)
        let reports = [2, 3].map { World.report(World.here($0), World.here(4), active: 5) { counters, _ in counters.requests = 7 } }
        metrics.record(MetricsTick(time: Self.time(1), reports: reports), world.naming)
        #expect(metrics.snapshot().sets.count == 1)
        #expect(ParsedText(metrics).sum("weir_flow_requests_total") == 14)
        #expect(ParsedText(metrics).sum("weir_flow_connections_active") == 10)
        metrics.record(MetricsTick(time: Self.time(2), reports: [reports[0]]), world.naming)
        #expect(ParsedText(metrics).sum("weir_flow_connections_active") == 5)
    }

    @Test("A thousand runs of one program are one label set, since no label has a pid")
    func noPid() {
        var world = World()
        let metrics = FlowMetrics(start: World.epoch)
        for number in UInt32(2)..<1002 {
            world.workloads[number] = Workload(name: "curl[\(number)]")
            world.workloads[number]?.process = .init(pid: number, name: "curl")
        }
        let reports = (UInt32(2)..<1002).map { World.report(World.here($0), World.away(1)) { counters, _ in counters.requests = 1 } }
        metrics.record(MetricsTick(time: Self.time(1), reports: reports), world.naming)
        let text = ParsedText(metrics)
        #expect(text.sum("weir_flow_requests_total", ["client": "curl", "server": "10.0.0.1", "observed": "client"]) == 1000)
        #expect(text.labels("weir_flow_requests_total").count == 1)
    }

    @Test("A name that a process gave itself has a tilde behind it")
    func hints() {
        var world = World()
        world.app(2, "/bank")
        world.workloads[2]?.evidence = [.environment]
        let metrics = FlowMetrics(start: World.epoch)
        let report = World.report(World.here(2), World.away(1)) { counters, _ in counters.sent = 1 }
        metrics.record(MetricsTick(time: Self.time(1), reports: [report]), world.naming)
        #expect(ParsedText(metrics).sum("weir_flow_bytes_total", ["client": "/bank~"]) == 1)
    }

    @Test("Labels are those of the options, each once")
    func chosenLabels() {
        var world = World()
        world.app(2, "/shop/web", container: "web-1")
        world.far[World.address(1)] = Workload(name: "db")
        world.far[World.address(1)]?.host = "node-7"
        let options = MetricsOptions(labels: [.clientHost, .serverHost, .clientContainer, .clientImage, .clientHost])
        let metrics = FlowMetrics(options, start: World.epoch)
        let report = World.report(World.here(2), World.away(1)) { counters, _ in counters.requests = 1 }
        metrics.record(MetricsTick(time: Self.time(1), reports: [report]), world.naming)
        #expect(
            ParsedText(metrics).labels("weir_flow_requests_total")
                == [["host": "node-1", "client_host": "node-1", "server_host": "node-7", "client_container": "web-1", "client_image": "shop:1"]])
    }

    @Test("A request that the tracker takes back makes no counter go backwards")
    func takenBack() {
        let metrics = FlowMetrics(start: World.epoch)
        var values: [Double?] = []
        for (second, change) in [5, -1, 0, 1, 1].enumerated() {
            let report = World.report(World.here(2), World.away(1)) { counters, _ in (counters.requests, counters.sent) = (Int64(change), 1) }
            metrics.record(MetricsTick(time: Self.time(UInt64(second)), reports: [report]), World().naming)
            values.append(ParsedText(metrics).sum("weir_flow_requests_total"))
        }
        #expect(values == [5, 5, 5, 5, 6])
    }

    @Test("Whatever counters claim, nothing traps and nothing is negative")
    func extremes() {
        let metrics = FlowMetrics(start: World.epoch)
        for second in UInt64(1)...3 {
            let report = World.report(World.here(2), World.away(1), active: .max) { counters, times in
                (counters.requests, counters.sent, counters.received) = (.max, .min, .max)
                times.requests([.max, .max, 0])
            }
            metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: .max - second), reports: [report, report]), World().naming)
            let text = ParsedText(metrics)
            #expect(text.faults == [])
            #expect(text.samples.values.allSatisfy { $0 >= 0 })
        }
    }

    @Test("What has no requests shows none, and only TCP shows what only TCP has")
    func leavesOut() {
        let metrics = FlowMetrics(start: World.epoch)
        let report = World.report(World.here(2), World.away(1), transport: .udp, guess: nil) { counters, _ in counters.sent = 10 }
        metrics.record(MetricsTick(time: Self.time(1), reports: [report]), World().naming)
        let text = ParsedText(metrics)
        #expect(text.types["weir_flow_requests_total"] == nil)
        #expect(text.types["weir_flow_resets_total"] == nil)
        #expect(text.types["weir_flow_request_duration_seconds"] == nil)
        #expect(text.sum("weir_series") == 6)
        #expect(metrics.snapshot().flowSeriesCount == 6)
    }

    @Test("The number of series is that of the lines")
    func seriesCount() {
        let metrics = FlowMetrics(start: World.epoch)
        let report = World.report(World.here(2), World.here(3)) { counters, times in
            counters.requests = 1
            times.requests([1_000_000])
            times.served([900_000])
            times.queued([9000])
            times.connected([50_000])
        }
        metrics.record(MetricsTick(time: Self.time(1), reports: [report]), World().naming)
        let text = ParsedText(metrics)
        let lines = text.samples.keys.filter { $0.name.hasPrefix("weir_flow_") }.count
        #expect(lines == MetricsSnapshot.mostSeriesOfLabelSet)
        #expect(text.sum("weir_series") == Double(lines))
    }
}
