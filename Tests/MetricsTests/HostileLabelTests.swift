import Events
import Testing
import Workloads

@testable import Metrics
@testable import Traffic

/// Names are chosen by whoever runs a container: none of them may break a scrape, or pass for another line.
@Suite("Hostile labels")
struct HostileLabelTests {
    static let names = [
        #"a"b"#, #"a\b"#, "a\nweir_flow_requests_total 9", "a\0b", "a\rb", "\"} 1\n# EOF\n", "", " ", "{}", "a,b=\"c\"", "\\", "\\n",
        "\u{202e}txet",
        "שלום עולם", "مرحبا", "日本語", "👩‍👩‍👧‍👦", "\u{1b}[31mred", "\u{85}\u{2028}\u{2029}", String(repeating: "x", count: 10_000),
        String(repeating: "ж", count: 10_000), String(decoding: [0xff, 0xfe, 0x41, 0xc3, 0x28, 0xed, 0xa0, 0x80] as [UInt8], as: UTF8.self),
        "e" + String(repeating: "\u{301}", count: 5000), "NaN", "+Inf", "le", "# TYPE", "other",
    ]

    static func metrics() -> FlowMetrics {
        var world = World()
        for (number, name) in names.enumerated() { world.app(UInt32(number + 2), name, container: name) }
        let metrics = FlowMetrics(MetricsOptions(labels: FlowLabel.allCases), start: World.epoch)
        let reports = names.indices.map {
            World.report(World.here(UInt32($0 + 2)), World.here(UInt32(names.count - $0 + 1))) { counters, times in
                counters.requests = 1
                times.requests([1000])
            }
        }
        var capture = CaptureFacts()
        (capture.version, capture.kernel) = (names[0], names[2])
        let resources = names.map { name in
            MeasuredThing(
                level: .container, labels: [(name, name), ("container", name), ("container", "again"), ("le", name)],
                values: [(.memoryBytes, 1), (.cpuCores, .nan), (.memoryBytes, 2)])
        }
        metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: 1), reports: reports, capture: capture, resources: resources), world.naming)
        return metrics
    }

    @Test("Every name survives: no line is broken, none is invented, no sum is wrong", arguments: [nil, "application/openmetrics-text"])
    func survive(accept: String?) {
        let text = ParsedText(Self.metrics(), accept: accept)
        #expect(text.faults == [])
        #expect(text.sum("weir_flow_requests_total") == Double(Self.names.count))
        #expect(text.sum("weir_flow_request_duration_seconds_count") == Double(Self.names.count))
        for labels in text.samples.keys.map(\.labels) {
            #expect(labels.values.allSatisfy { $0.utf8.count <= 200 })
            #expect(labels.values.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f && $0 != "\u{202e}" } })
        }
    }

    @Test("What is harmless stays as it is, in whatever script")
    func stays() {
        for name in ["a b", #"a"b\c"#, "שלום עולם", "مرحبا", "日本語", "/shop/web"] { #expect(LabelText.safe(name) == name) }
        #expect(LabelText.safe("a\0b\nc") == "a\u{fffd}b\u{fffd}c")
        #expect(LabelText.safe(String(repeating: "ж", count: 150)) == String(repeating: "ж", count: 100))
    }

    @Test("A label's name is one that Prometheus takes")
    func names() {
        #expect(LabelText.safeName("com.example/x") == "com_example_x")
        #expect(LabelText.safeName("1st") == "_1st")
        #expect(LabelText.safeName("") == "label_")
        #expect(LabelText.safeName("le") == "label_le")
        #expect(LabelText.safeName("__name__") == "label___name__")
    }

    @Test("A scrape is bounded, whatever the names")
    func bounded() {
        let metrics = FlowMetrics(MetricsOptions(seriesLimit: 50), start: World.epoch)
        var world = World()
        for number in UInt32(2)..<502 { world.app(number, "\(number)" + String(repeating: "\"", count: 1000)) }
        let reports = (UInt32(2)..<501).map { World.report(World.here($0), World.here($0 + 1)) { counters, times in
            counters.requests = 1
            times.requests([1])
        } }
        metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: 1), reports: reports), world.naming)
        #expect(metrics.exposition(accept: nil).body.count < 51 * MetricsSnapshot.mostSeriesOfLabelSet * 1100)
        #expect(ParsedText(metrics).sum("weir_flow_requests_total") == 499)
    }
}
