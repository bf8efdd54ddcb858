import Events
import Testing

@testable import Metrics
@testable import Traffic

/// What is pushed, decoded by the wire format and the field numbers of opentelemetry-proto.
@Suite("OTLP metrics")
struct OTLPMetricsTests {
    private static func pushed(_ metrics: FlowMetrics) throws -> Pushed {
        let resource = [OTLPAttribute("service.name", "weir"), OTLPAttribute("host.name", "node-1")]
        return try Pushed(bodies: OTLPMetrics(metrics.snapshot(), resource: resource).requests)
    }

    @Test("Values, kinds, units and times are those of the snapshot")
    func values() throws {
        let pushed = try Self.pushed(Example.metrics())
        #expect(pushed.resource == ["service.name": "weir", "host.name": "node-1"])
        #expect(pushed.scope == "weir")
        let requests = try #require(pushed.metrics["weir_flow_requests_total"])
        #expect(requests.text(3) == "1")
        #expect(try requests.message(7).number(2) == 2)
        #expect(try requests.message(7).number(3) == 1)
        let point = try #require(try pushed.points("weir_flow_requests_total").first)
        #expect(point.fixed(6) == 42)
        #expect(point.fixed(2) == World.epoch)
        #expect(point.fixed(3) == World.epoch + 2_000_000_000)
        #expect(try pushed.value("weir_flow_bytes_total") == 1000 + 200_000 + 700 + 7000 + 99)
        #expect(pushed.metrics["weir_flow_bytes_total"]?.text(3) == "By")
        #expect(try pushed.value("weir_container_memory_bytes", ["container.name": "web-1", "service.name": "/shop/web"]) == 1_048_576)
        #expect(try pushed.value("weir_host_load1", ["host.name": "node-1"]) == 0.25)
        #expect(try pushed.value("weir_flow_connections_active") == 4)
        #expect(try pushed.metrics["weir_flow_connections_active"]?.messages(5).count == 1)
    }

    @Test("Attributes have the names of the semantic conventions where there are any")
    func attributes() throws {
        let pushed = try Self.pushed(Example.metrics())
        let all = try pushed.points("weir_flow_requests_total").map { try $0.attributes(7) }
        #expect(
            all.first == [
                "client": "/shop/web", "server": "/shop/db", "client_kind": "marathon", "server_kind": "marathon", "server.port": "5432", "network.protocol.name": "redis", "network.transport": "tcp",
                "observed": "both",
            ])
        let http2 = [OTLPAttribute("network.protocol.name", "http"), OTLPAttribute("network.protocol.version", "2")]
        #expect(OTLPAttribute.of(label: "protocol", "http2") == http2)
        #expect(OTLPAttribute.of(label: "port", "other") == [OTLPAttribute("server.port", "other")])
    }

    @Test("Histograms have the buckets of the text, which add up to the count")
    func histograms() throws {
        let pushed = try Self.pushed(Example.metrics())
        let metric = try #require(pushed.metrics["weir_flow_request_duration_seconds"])
        #expect(metric.text(3) == "s")
        #expect(try metric.message(9).number(2) == 2)
        let point = try #require(try pushed.points("weir_flow_request_duration_seconds").first)
        #expect(point.fixed(4) == 4)
        #expect(point.double(5) == 0.40409)
        #expect(point.words(6) == [1, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0])
        #expect(point.words(7).map(Double.init(bitPattern:)) == [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 5, 30])
        #expect(try point.attributes(9)["server"] == "/shop/db")
        let queue = try #require(try pushed.points("weir_flow_queue_seconds").first)
        #expect(queue.words(6).count == 7 && queue.words(7).count == 6)
        #expect(queue.words(6).reduce(0, +) == queue.fixed(4))
    }

    @Test("Every number of the text is there, and no other")
    func sameAsText() throws {
        for metrics in [Example.metrics(), HostileLabelTests.metrics()] {
            let (pushed, text) = (try Self.pushed(metrics), ParsedText(metrics))
            #expect(Set(pushed.metrics.keys) == Set(text.types.keys))
            for (name, type) in text.types {
                if type == "histogram" {
                    #expect(try pushed.points(name).compactMap { $0.fixed(4) }.reduce(0, +) == UInt64(text.sum(name + "_count") ?? -1))
                } else {
                    #expect(try pushed.value(name) == text.sum(name))
                }
            }
        }
    }

    @Test("Much is told in several requests, none of them huge")
    func split() throws {
        var world = World()
        for number in UInt32(2)..<1010 { world.app(number, "\(number)" + String(repeating: "x", count: 300)) }
        let metrics = FlowMetrics(start: World.epoch)
        let reports = (UInt32(2)..<1009).map {
            World.report(World.here($0), World.here($0 + 1)) { counters, times in
                counters.requests = 1
                times.requests([1000])
                times.served([1000])
            }
        }
        metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: 1), reports: reports), world.naming)
        let requests = OTLPMetrics(metrics.snapshot(), resource: []).requests
        #expect(requests.count > 1)
        #expect(requests.allSatisfy { $0.count < 4 << 20 })
        #expect(try Pushed(bodies: requests).value("weir_flow_requests_total") == 1007)
    }
}
