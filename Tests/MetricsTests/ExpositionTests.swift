import Events
import Testing
import Workloads

@testable import Metrics
@testable import Traffic

@Suite("Expositions")
struct ExpositionTests {
    @Test("OpenMetrics is for those who ask for it")
    func negotiation() {
        let prometheus = "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
            + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1"
        #expect(ExpositionFormat(accept: prometheus) == .openMetrics)
        #expect(ExpositionFormat(accept: "text/plain, application/openmetrics-text; q=0.5") == .text)
        #expect(ExpositionFormat(accept: "application/openmetrics-text;q=0") == .text)
        #expect(ExpositionFormat(accept: "application/openmetrics-text;q=x") == .text)
        for other in [nil, "", "*/*", ",;,q=", "application/vnd.google.protobuf", String(repeating: ",", count: 100_000)] {
            #expect(ExpositionFormat(accept: other) == .text)
        }
    }

    @Test("OpenMetrics names families without suffix, tells units, and ends with EOF")
    func openMetrics() {
        let metrics = Example.metrics()
        let exposition = metrics.exposition(accept: "application/openmetrics-text")
        let text = String(decoding: exposition.body, as: UTF8.self)
        #expect(exposition.contentType == "application/openmetrics-text; version=1.0.0; charset=utf-8")
        #expect(text.hasSuffix("\n# EOF\n"))
        #expect(text.contains("# TYPE weir_flow_bytes counter\n# UNIT weir_flow_bytes bytes\nweir_flow_bytes_total{"))
        #expect(text.contains("# TYPE weir_endpoint info\nweir_endpoint_info{"))
        #expect(text.contains("# TYPE weir_flow_request_duration_seconds histogram\n# UNIT weir_flow_request_duration_seconds seconds\n"))
    }

    @Test("Both formats tell the same series and values")
    func same() {
        let metrics = Example.metrics()
        let (old, new) = (ParsedText(metrics), ParsedText(metrics, accept: "application/openmetrics-text"))
        #expect(old.faults == [] && new.faults == [])
        #expect(old.samples == new.samples)
        #expect(old.samples.count > 50)
    }

    @Test("What weir, the hosts and the containers are is told as well")
    func facts() {
        let text = ParsedText(Example.metrics())
        #expect(text.sum("weir_capture_info", ["version": "0.1.0", "kernel": "6.18", "backend": "socket", "detail": "full"]) == 1)
        #expect(text.sum("weir_events_total") == 12345)
        #expect(text.sum("weir_events_lost_total", ["cause": "ring_full"]) == 7)
        #expect(text.sum("weir_container_memory_bytes", ["container": "web-1", "app": "/shop/web"]) == 1_048_576)
        #expect(text.sum("weir_container_oom_kills_total") == 2)
        #expect(text.sum("weir_host_load1", ["host": "node-1"]) == 0.25)
        #expect(text.sum("process_resident_memory_bytes") ?? 0 > 1_000_000)
        #expect(text.sum("process_cpu_seconds_total") ?? 0 > 0)
        #expect(text.sum("process_start_time_seconds") == 1_767_225_600)
        #expect(text.labels("weir_host_address_info") == [["address": "10.0.0.9", "host": "node-1"]])
    }

    @Test("An endpoint is whoever served an address here last, seen at the server")
    func endpoints() {
        var world = World()
        world.app(2, "/shop/web", container: "web-1")
        world.app(3, "/shop/api")
        let metrics = FlowMetrics(MetricsOptions(seriesLimit: 2), start: World.epoch)
        let seen = [
            World.report(World.away(1), World.here(2), port: 80), World.report(World.away(1), World.here(2), port: 443),
            World.report(World.away(1), World.here(2), port: 8080), World.report(World.here(2), World.away(1), port: 5432),
        ]
        metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: 1), reports: seen), world.naming)
        #expect(Set(ParsedText(metrics).labels("weir_endpoint_info").map { $0["port"] }) == ["80", "443"])
        #expect(ParsedText(metrics).sum("weir_endpoints_left_out_total") == 1)
        metrics.record(
            MetricsTick(time: MonotonicTime(nanoseconds: 2), reports: [World.report(World.away(1), World.here(3), port: 80)]), world.naming)
        let labels = ParsedText(metrics).labels("weir_endpoint_info").first { $0["port"] == "80" }
        #expect(labels == ["address": "10.0.0.9", "port": "80", "transport": "tcp", "server": "/shop/api", "host": "node-1"])
        metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: 7_200_000_000_000), reports: []), world.naming)
        #expect(ParsedText(metrics).labels("weir_endpoint_info").isEmpty)
    }

    @Test("Measured things have a limit, and what goes beyond is told")
    func resources() {
        let metrics = FlowMetrics(MetricsOptions(seriesLimit: 10), start: World.epoch)
        let samples = (0..<25).map { MeasuredThing(level: .container, labels: [("container", "\($0)")], values: [(.processes, 1)]) }
        metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: 1), reports: [], resources: samples), World().naming)
        metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: 2), reports: []), World().naming)
        #expect(ParsedText(metrics).sum("weir_container_processes") == 10)
        #expect(ParsedText(metrics).sum("weir_resources_left_out") == 15)
    }

    @Test("Scrapes while a thread feeds are each of one moment")
    func concurrent() async {
        let metrics = FlowMetrics(start: World.epoch)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                let reports = (UInt32(0)..<50).map { World.report(World.away($0), World.here(2)) { counters, times in
                    (counters.requests, counters.opened) = (1, 1)
                    times.requests([1000])
                } }
                for tick in UInt64(1)...400 {
                    var capture = CaptureFacts()
                    capture.events = tick
                    metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: tick), reports: reports, capture: capture), World().naming)
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    var last = 0.0
                    for _ in 0..<8 {
                        let text = ParsedText(metrics)
                        let events = text.sum("weir_events_total") ?? -1
                        #expect(text.faults == [])
                        #expect(events >= last)
                        #expect(text.sum("weir_flow_requests_total") ?? 0 == events * 50)
                        #expect(text.sum("weir_flow_request_duration_seconds_count") ?? 0 == events * 50)
                        last = events
                    }
                }
            }
        }
        #expect(ParsedText(metrics).sum("weir_flow_requests_total") == 20_000)
    }
}
