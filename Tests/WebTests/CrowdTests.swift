import Testing
#if canImport(Musl)
import Musl
#else
import Glibc
#endif

@testable import Web

@Suite(.serialized) struct CrowdTests {
    @Test("a thousand idle clients do not lock out a new one")
    func thousand() async throws {
        allowDescriptors(4096)
        try await Lab.run { lab in
            var idle: [Client] = []
            for number in 0..<1000 {
                idle.append(try lab.client())
                // Some have begun to speak.
                if number % 3 == 0 { try await idle[number].send("GET / HT") }
            }
            #expect(try await lab.get("/api/echo?a=1").text == "/api/echo a=1")
            try await eventually("all were accepted") { lab.server.counters.acceptedConnections == 1001 }
            let counters = lab.server.counters
            #expect(counters.openConnections <= 256 && counters.droppedIdle >= 745 && counters.refused[.connections] == nil)
            // The oldest went, the youngest stays.
            #expect(try await idle[0].isClosed())
            try await idle[998].send("GET /api/echo HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(try await idle[998].answer().text == "/api/echo")
            idle = []
            try await lab.isUnharmed()
        }
    }

    @Test("when all are busy a new one is told so, and those who wait still get their answers")
    func busy() async throws {
        try await Lab.run({
            $0.limits.connections = 4
            $0.limits.streams = 4
        }) { lab in
            var streams: [Client] = []
            for _ in 0..<4 { streams.append(try await lab.stream()) }
            let late = try lab.client()
            let answer = try await late.answer()
            #expect(answer.status == 503 && answer.header("Retry-After") == "5")
            #expect(lab.server.counters.refused == [.connections: 1])
            lab.hub.publish("hello", to: "news")
            for stream in streams { #expect(try await stream.until("\n\n") == "data: hello\n\n") }
            streams = []
            try await eventually("there is room") { lab.server.counters.openConnections == 0 }
            try await lab.isUnharmed()
        }
    }

    @Test("more streams than allowed are refused, and the connection serves other requests")
    func streams() async throws {
        try await Lab.run { lab in
            var streams: [Client] = []
            for _ in 0..<32 { streams.append(try await lab.stream()) }
            #expect(lab.server.counters.openStreams == 32)
            let client = try lab.client()
            try await client.send("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\nGET /api/echo HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let answer = try await client.answer()
            #expect(answer.status == 503 && answer.header("Retry-After") != nil)
            #expect(try await client.answer().text == "/api/echo")
            client.endSending()
            streams = []
            try await lab.isUnharmed()
        }
    }

    @Test("who sends a request drop by drop is told that it takes too long; who says nothing is let go in silence")
    func slow() async throws {
        try await Lab.run({
            $0.limits.headTime = .seconds(3)
            $0.limits.idleTime = .seconds(6)
        }) { lab in
            let (drops, silent) = (try lab.client(), try lab.client())
            let served = try lab.client()
            try await served.send("GET /api/echo HTTP/1.1\r\nHost: localhost\r\n\r\nGET /api/")
            #expect(try await served.answer().text == "/api/echo")
            for byte in "GET / HTTP/1.1\r\nX: \(String(repeating: "a", count: 300))".utf8 {
                guard try await drops.send([byte]) else { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(try await drops.rest().hasPrefix("HTTP/1.1 408"))
            #expect(try await served.rest().hasPrefix("HTTP/1.1 408"))
            #expect(try await silent.rest().isEmpty)
            #expect(lab.server.counters.refused == [.slow: 2] && lab.server.counters.droppedIdle == 1)
            try await lab.isUnharmed()
        }
    }

    @Test("answers that wait for slow readers do not fill the memory")
    func unsent() async throws {
        try await Lab.run({ $0.limits.unsent = 14_000_100 }) { lab in
            var slow: [Client] = []
            for _ in 0..<3 {
                let client = try Client(port: lab.port, receiveBuffer: 4096)
                try await client.send("GET /api/big?bytes=14000000 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                slow.append(client)
            }
            try await eventually("two are refused") { lab.server.counters.refused == [.unsent: 2] }
            var statuses: [Int] = []
            for client in slow { statuses.append(try await client.answer().status) }
            #expect(statuses.sorted() == [200, 503, 503])
            slow = []
            try await lab.isUnharmed()
        }
    }

    private func allowDescriptors(_ count: UInt) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, count))
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
