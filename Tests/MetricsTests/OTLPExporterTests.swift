import Events
import Testing

@testable import Metrics
@testable import Traffic

/// Over real HTTP on loopback.
@Suite("OTLP exporter")
struct OTLPExporterTests {
    @Test("Metrics arrive each interval, compressed, with the headers of the configuration, and once more at the end")
    func pushes() async throws {
        let receiver = try await Receiver.start { _ in Receiver.Answer() }
        let metrics = Example.metrics()
        try await Exporting.run(receiver, metrics) {
            $0.headers = [OTLPHeader(name: "Authorization", value: "Bearer secret")]
            $0.resourceAttributes = [("deployment.environment.name", "test")]
        } _: { _ in
            let early = try await receiver.wait(for: 2)
            #expect(early.count >= 2)
            metrics.record(MetricsTick(time: MonotonicTime(nanoseconds: 3_000_000_000), reports: Example.reports()), Example.world.naming)
        }
        let requests = receiver.requests
        #expect(requests.allSatisfy { $0.method == "POST" && $0.path == "/v1/metrics" })
        #expect(requests.allSatisfy { $0.header("content-type") == "application/x-protobuf" && $0.header("content-encoding") == "gzip" })
        #expect(requests.allSatisfy { $0.header("authorization") == "Bearer secret" })
        let (first, last) = (try Pushed([requests[0]]), try Pushed([requests[requests.count - 1]]))
        #expect(first.resource == ["service.name": "weir", "host.name": "node-1", "service.version": "0.1.0", "deployment.environment.name": "test"])
        #expect(try first.value("weir_flow_requests_total") == 49)
        #expect(try last.value("weir_flow_requests_total") == 98)
    }

    @Test("What the receiver threw away is counted and said")
    func partialSuccess() async throws {
        let log = Log()
        let metrics = Example.metrics()
        let body: [UInt8] = [0x0a, 0x09, 0x08, 0x05, 0x12, 0x05] + Array("a\nb\0c".utf8)
        let receiver = try await Receiver.start { _ in Receiver.Answer(body: body) }
        try await Exporting.run(receiver, metrics, log: log) { _ in _ = try await receiver.wait(for: 2) }
        let text = ParsedText(metrics)
        let sent = try #require(text.sum("weir_otlp_requests_total", ["signal": "metrics", "result": "sent"]))
        #expect(text.sum("weir_otlp_rejected_total", ["signal": "metrics"]) == sent * 5)
        #expect(log.all.contains("warning: the receiver of metrics threw away 5: a\u{fffd}b\u{fffd}c"))
    }

    @Test("Answers that are no message say nothing", arguments: [[0xff], [0x0a], [0x0a] + Array(repeating: 0xff, count: 9) + [0x7f], [0x0b, 1]])
    func badAnswers(bytes: [UInt8]) {
        #expect(OTLPAnswer(bytes).rejected == 0)
        #expect(OTLPAnswer([0x0a, 0x02, 0x08, 0x05] + bytes).rejected == 5)
    }

    @Test("A receiver that is not there is told of once, and again when it is back; no header is ever said")
    func absent() async throws {
        let log = Log()
        let metrics = Example.metrics()
        let answers = Receiver.Memory()
        let receiver = try await Receiver.start { request in
            answers.add(request)
            return Receiver.Answer(status: answers.requests.count <= 3 ? 401 : 200)
        }
        try await Exporting.run(receiver, metrics, log: log) {
            $0.headers = [OTLPHeader(name: "X-Token", value: "hush-hush")]
        } _: { _ in _ = try await receiver.wait(for: 5) }
        #expect(log.all == ["warning: metrics are not pushed: HTTP 401", "notice: metrics are pushed again"])
        #expect(!"\(OTLPHeader(name: "X-Token", value: "hush-hush"))".contains("hush"))
        #expect(ParsedText(metrics).sum("weir_otlp_requests_total", ["result": "failed"]) == 3)
    }
}
