import Events
import Testing

@testable import Metrics
@testable import Traffic

@Suite("OTLP spans")
struct OTLPSpansTests {
    private static func request(_ second: UInt64, client: Party = World.here(2), server: Party = World.here(3), status: UInt16 = 200) -> Request {
        Request(
            end: MonotonicTime(nanoseconds: second * 1_000_000_000), key: FlowKey(client: client, server: server, transport: .tcp, service: 80),
            client: Endpoint(address: World.address(1), port: 40000), server: Endpoint(address: World.address(9), port: 80), clientProcess: 1,
            serverProcess: 2, guess: .http1, head: nil, status: status, requestTime: 10_000_000, firstByteTime: 1_000_000, queueTime: nil,
            serverTime: 8_000_000, sent: 1, received: 2, observed: .both)
    }

    @Test("A request is a span at each end that is here; the client's is the parent")
    func spans() async throws {
        let receiver = try await Receiver.start { _ in Receiver.Answer() }
        try await Exporting.run(receiver) {
            $0.sendsSpans = true
            $0.compresses = false
        } _: { exporter in
            exporter.record(Self.request(5, status: 404), Example.world.naming)
            for _ in 0..<500 where !receiver.requests.contains(where: { $0.path == "/v1/traces" }) { try await Task.sleep(for: .milliseconds(20)) }
        }
        let request = try #require(receiver.requests.first { $0.path == "/v1/traces" })
        let resources = try Message(request.body).messages(1)
        #expect(try resources.map { try $0.message(1).attributes(1)["service.name"] } == ["/shop/web", "/shop/db"])
        #expect(try resources[0].message(1).attributes(1)["container.name"] == "web-1")
        let scope = try resources[0].message(2)
        #expect(try scope.message(1).attributes(3) == ["weir.ids.synthetic": "true"])
        let (client, server) = (try scope.message(2), try resources[1].message(2).message(2))
        #expect(client.bytes(1)?.count == 16 && client.bytes(2)?.count == 8 && client.bytes(4) == nil)
        #expect(server.bytes(1) == client.bytes(1) && server.bytes(4) == client.bytes(2) && server.bytes(2) != client.bytes(2))
        #expect(client.number(6) == 3 && server.number(6) == 2)
        #expect(client.fixed(7) == World.epoch + 4_990_000_000 && client.fixed(8) == World.epoch + 5_000_000_000)
        #expect(server.fixed(7) == World.epoch + 4_991_000_000 && server.fixed(8) == World.epoch + 4_999_000_000)
        #expect(try client.message(15).number(3) == 2)
        #expect(try server.messages(15).isEmpty)
        #expect(
            try server.attributes(9) == [
                "client": "/shop/web", "server": "/shop/db", "network.transport": "tcp", "network.protocol.name": "http",
                "http.response.status_code": "404", "client.address": "10.0.0.1", "server.address": "10.0.0.9", "server.port": "80",
            ])
    }

    @Test("Spans that find no room are dropped and counted, a request's together")
    func bounded() throws {
        let metrics = Example.metrics()
        var options = OTLPOptions(url: "http://127.0.0.1:1")
        (options.sendsSpans, options.spanLimit) = (true, 5)
        let exporter = try OTLPExporter(options, metrics, host: "node-1", log: Log().logger)
        for second in UInt64(1)...4 { exporter.record(Self.request(second), Example.world.naming) }
        exporter.record(Self.request(5, client: World.away(1)), Example.world.naming)
        exporter.record(Self.request(6, client: World.away(1)), Example.world.naming)
        #expect(ParsedText(metrics).sum("weir_otlp_spans_dropped_total") == 5)
    }
}
