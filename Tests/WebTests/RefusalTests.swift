import Testing

@testable import Web

@Suite struct RefusalTests {
    private static let host = "Host: localhost\r\n"

    @Test("what is no request to read gets its status, a reason and the end of the connection", arguments: [
        ("POST /api/echo HTTP/1.1\r\n\(host)Content-Length: 3\r\n\r\nabc", 405, WebRefusal.method), ("DELETE / HTTP/1.1\r\n\(host)\r\n", 405, .method),
        ("OPTIONS * HTTP/1.1\r\n\(host)\r\n", 405, .method), ("CONNECT a:1 HTTP/1.1\r\n\(host)\r\n", 405, .method),
        ("GET / HTTP/1.1\r\n\(host)Content-Length: 3\r\n\r\nabc", 413, .body), ("GET / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 413, .body),
        ("GET / HTTP/1.1\r\n\(host)Expect: 100-continue\r\n\r\n", 417, .body), ("GET / HTTP/1.1\r\n\r\n", 400, .malformed),
        ("GET / HTTP/1.1\r\n\(host)\(host)\r\n", 400, .malformed), ("GET / HTTP/3.0\r\n\r\n", 505, .malformed), ("\u{16}\u{3}\u{1}\n", 400, .malformed),
        ("GET /\(String(repeating: "a", count: 5000)) HTTP/1.1\r\n\(host)\r\n", 414, .tooLarge),
        ("GET / HTTP/1.1\r\n\(host)\(String(repeating: "X: y\r\n", count: 70))\r\n", 431, .tooLarge),
    ])
    func ends(_ request: String, _ status: Int, _ cause: WebRefusal) async throws {
        try await Lab.run { lab in
            let client = try lab.client()
            try await client.send(request)
            let answer = try await client.answer()
            #expect(answer.status == status && answer.header("Connection") == "close" && !answer.text.isEmpty)
            #expect(answer.header("Allow") == (status == 405 ? "GET, HEAD" : nil))
            #expect(try await client.isClosed())
            #expect(lab.server.counters.refused == [cause: 1] && lab.server.counters.clientErrors + lab.server.counters.serverErrors == 1)
            client.endSending()
            try await lab.isUnharmed()
        }
    }

    @Test("what is read but not allowed gets its status, and the connection goes on", arguments: [
        ("/assets/../secret", 400, WebRefusal.path), ("/%2e%2e/secret", 400, .path), ("//x", 400, .path), ("/a%00", 400, .path), ("/a\\b", 400, .path),
        ("http://localhost/", 400, .path), ("*", 400, .path), ("/?" + String(repeating: "a&", count: 33), 400, .path),
    ])
    func goesOn(_ target: String, _ status: Int, _ cause: WebRefusal) async throws {
        try await Lab.run { lab in
            let client = try lab.client()
            try await client.send("GET \(target) HTTP/1.1\r\n\(Self.host)\r\nGET /api/echo HTTP/1.1\r\n\(Self.host)\r\n")
            #expect(try await client.answer().status == status)
            #expect(try await client.answer().text == "/api/echo")
            #expect(lab.server.counters.refused == [cause: 1])
            client.endSending()
            try await lab.isUnharmed()
        }
    }

    @Test("hosts and origins of others are refused on the wire too, and names can be configured")
    func hosts() async throws {
        try await Lab.run({ $0.hostNames = ["Weir.Example"] }) { lab in
            #expect(try await lab.ask("GET /api/echo HTTP/1.1\r\nHost: evil.example\r\n\r\n").status == 421)
            #expect(try await lab.ask("GET /api/echo HTTP/1.1\r\nHost: weir.example:80\r\n\r\n").status == 200)
            #expect(try await lab.ask("GET /api/echo HTTP/1.0\r\n\r\n").status == 421)
            #expect(try await lab.get("/api/echo", "Sec-Fetch-Site: cross-site").status == 403)
            #expect(try await lab.get("/api/echo", "Origin: http://evil.example").status == 403)
            #expect(try await lab.get("/api/echo", "Origin: http://localhost:\(lab.port)", "Sec-Fetch-Site: same-origin").status == 200)
            #expect(lab.server.counters.refused == [.host: 2, .origin: 2])
            try await lab.isUnharmed()
        }
    }

    @Test("ten megabytes of headers are not read, in one line or in many", arguments: ["X: ", "X: y\r\n", "GET /"])
    func flood(_ piece: String) async throws {
        try await Lab.run { lab in
            let client = try lab.client()
            try await client.send("GET / HTTP/1.1\r\n\(Self.host)" + piece)
            let line = piece.hasSuffix("\n") ? piece : String(repeating: "a", count: 1000)
            try await client.send(Array(String(repeating: line, count: 10_000_000 / line.utf8.count).utf8))
            #expect(try await client.rest().hasPrefix("HTTP/1.1 431 "))
            #expect(lab.server.counters.refused == [.tooLarge: 1])
            try await lab.isUnharmed()
        }
    }

    @Test("answers of the content have its status, and never more than the limit")
    func answers() async throws {
        try await Lab.run({ $0.limits.answer = 10_000 }) { lab in
            #expect(try await lab.get("/api/nothing").status == 404)
            #expect(try await lab.get("/api/bad").text == "what is that\n")
            #expect(try await lab.get("/api/unavailable").status == 503)
            #expect(try await lab.get("/api/big?bytes=9000").status == 200)
            let large = try await lab.get("/api/big?bytes=11000")
            #expect(large.status == 500 && large.text.contains("ask for less"))
            let counters = lab.server.counters
            #expect(counters.succeeded == 1 && counters.clientErrors == 2 && counters.serverErrors == 2 && counters.refused == [.answerTooLarge: 1])
            try await lab.isUnharmed()
        }
    }
}
