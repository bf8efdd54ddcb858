import Logging
import Testing

@testable import Web

@Suite struct StopTests {
    @Test("a stop ends streams with a last word, sends what is under way, drops the idle and accepts no more")
    func graceful() async throws {
        try await Lab.run({ $0.limits.farewell = .seconds(60) }) { lab in
            let (stream, idle, asking) = (try await lab.stream(), try lab.client(), try lab.client())
            try await asking.send("GET /api/gate HTTP/1.1\r\nHost: localhost\r\n\r\nGET /api/echo HTTP/1.1\r\nHost: localhost\r\n\r\n")
            try await eventually("all are there") { lab.server.counters.openConnections == 3 && lab.content.asked.withLock { $0 } == 2 }
            lab.hub.publish("last", to: "news")
            async let stopped: Void = lab.server.stop()
            #expect(try await stream.rest() == "data: last\n\n: the server ends\n\n")
            stream.endSending()
            lab.content.isOpen.withLock { $0 = true }
            let answer = try await asking.rest()
            #expect(answer.hasPrefix("HTTP/1.1 200") && answer.hasSuffix("open") && answer.contains("Connection: close"))
            asking.endSending()
            #expect(try await idle.rest().isEmpty)
            await stopped
            #expect(throws: Client.Failure.self) { _ = try lab.client() }
            #expect(lab.server.counters.openConnections == 0 && !lab.hub.hasSubscribers)
            await lab.server.stop()
        }
    }

    @Test("a stop does not wait for ever for an answer or a reader")
    func forced() async throws {
        try await Lab.run({ $0.limits.farewell = .milliseconds(300) }) { lab in
            let (asking, reading) = (try lab.client(), try Client(port: lab.port, receiveBuffer: 4096))
            try await asking.send("GET /api/never HTTP/1.1\r\nHost: localhost\r\n\r\n")
            try await reading.send("GET /api/big?bytes=20000000 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            _ = try await reading.until("\r\n\r\n")
            await lab.server.stop()
            #expect(lab.server.counters.openConnections == 0)
            #expect(try await asking.rest().isEmpty)
            try await eventually("the task is cancelled") { lab.content.cancelled.withLock { $0 } == 1 }
        }
    }

    @Test("where one address cannot be had, nothing listens")
    func nothing() async throws {
        try await Lab.run { lab in
            try await withFolder { folder in
                let addresses = [ListenAddress.unix(folder + "/weir.sock"), .ip("127.0.0.1", port: lab.port)]
                let server = WebServer(WebConfiguration(addresses: addresses), content: lab.content, logger: Logger(label: "web"))
                let error = await #expect(throws: WebError.self) { _ = try await server.start() }
                #expect(error?.description == "cannot listen on 127.0.0.1:\(lab.port): another program listens there; stop it or choose another port")
                #expect(throws: Client.Failure.self) { _ = try Client(path: folder + "/weir.sock") }
                await server.stop()
            }
            try await lab.isUnharmed()
        }
    }
}
