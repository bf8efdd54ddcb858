import Testing
import Traffic

@Suite struct HTTP1Tests {
    @Test(arguments: [
        ("GET / HTTP/1.1\r\n", HTTP1.Method.get, "/"),
        ("HEAD /index.html HTTP/1.1\r\n", .head, "/index.html"),
        ("POST /cart?item=7#top HTTP/1.1\r\n", .post, "/cart"),
        ("PUT /a%20b HTTP/1.1\r\n", .put, "/a%20b"),
        ("DELETE /?all HTTP/1.1\r\n", .delete, "/"),
        ("PATCH /a#b HTTP/1.1\r\n", .patch, "/a"),
        ("TRACE /é HTTP/1.1\r\n", .trace, "/é"),
        ("OPTIONS * HTTP/1.1\r\n", .options, "*"),
        ("CONNECT shop.example:443 HTTP/1.1\r\n", .connect, "shop.example:443"),
        ("CONNECT [::1]:443 HTTP/1.1\r\n", .connect, "[::1]:443"),
        ("GET http://shop.example/cart?x HTTP/1.1\r\n", .get, "/cart"),
        ("GET http://shop.example:80?x HTTP/1.1\r\n", .get, ""),
        ("GET http://shop.example HTTP/1.1\r\n", .get, ""),
        ("PROPFIND /dav HTTP/1.1\r\n", .other, "/dav"),
        ("get /lower HTTP/1.1\r\n", .other, "/lower"),
        ("\r\n\nGET /after-empty-lines HTTP/1.1\r\n", .get, "/after-empty-lines"),
        ("GET /bare-line-feed HTTP/1.1\n", .get, "/bare-line-feed"),
    ])
    func requestLineGivesMethodAndPath(line: String, method: HTTP1.Method, path: String) throws {
        let request = try #require(requestLine(line))
        #expect(request.method == method)
        #expect(text(line, request.path) == path)
        #expect(line.contains(text(line, request.methodRange) + " "))
        #expect(request.isPathCut == false)
        #expect(request.version == .http11)
    }

    @Test func versionIsReadFromTheMinorDigit() {
        #expect(requestLine("GET / HTTP/1.0\r\n")?.version == .http10)
        #expect(requestLine("GET / HTTP/1.7\r\n")?.version == .http11)
        #expect(statusLine("HTTP/1.0 200 OK\r\n")?.version == .http10)
    }

    @Test(arguments: [
        " / HTTP/1.1\r\n", "GET  / HTTP/1.1\r\n", "GET / HTTP/2.0\r\n", "GET / HTTP/1.12\r\n", "GET /\r\n", "GET / http/1.1\r\n",
        "GET /a\u{0}b HTTP/1.1\r\n", "GET /a\u{7f}b HTTP/1.1\r\n", "GET /?a\tb HTTP/1.1\r\n", "G(T / HTTP/1.1\r\n", "GET * HTTP/1.1\r\n",
        "GET cart HTTP/1.1\r\n", "GET http:/x HTTP/1.1\r\n", "GET http:///x HTTP/1.1\r\n", "GET 1http://x/ HTTP/1.1\r\n",
        "OPTIONS *a HTTP/1.1\r\n", "CONNECT shop.example HTTP/1.1\r\n", "CONNECT :443 HTTP/1.1\r\n", "CONNECT shop.example: HTTP/1.1\r\n",
        "GET / HTTP/1.1\rX", "\rGET / HTTP/1.1\r\n", "PRI * HTTP/2.0\r\n", "SET key value\r\n", "*1\r\n$4\r\nPING\r\n",
        "AMETHODTHATISMUCHTOOLONG / HTTP/1.1\r\n", "HTTP/1.1 200 OK\r\n",
    ])
    func whatIsNoRequestLineIsInvalid(line: String) {
        #expect(requestOutcome(line) == .invalid)
    }

    @Test func pathSaysThatThePayloadEndedInIt() throws {
        let cut = try #require(requestLine("GET /a/long/pa"))
        #expect(cut.isPathCut && cut.version == nil)
        #expect(text("GET /a/long/pa", cut.path) == "/a/long/pa")
        let inQuery = try #require(requestLine("GET /a?long=que"))
        #expect(!inQuery.isPathCut && inQuery.version == nil)
        #expect(text("GET /a?long=que", inQuery.path) == "/a")
    }

    @Test func nothingBeyondTheLimitIsRead() throws {
        let line = "GET /" + String(repeating: "a", count: 600) + " HTTP/1.1\r\n"
        let cut = try #require(requestLine(line))
        #expect(cut.isPathCut && cut.path == 4..<HTTP1.limit)
    }

    @Test func anUncommonMethodIsNotBelievedWithoutItsVersion() {
        #expect(requestOutcome("QUIT /") == .more)
        #expect(requestOutcome("QUIT / HTTP/1.") == .more)
        #expect(requestLine("QUIT / HTTP/1.1")?.method == .other)
    }

    @Test func statusLineGivesTheStatus() {
        #expect(statusLine("HTTP/1.1 200 OK\r\n")?.status == 200)
        #expect(statusLine("HTTP/1.1 404 \r\n")?.status == 404)
        #expect(statusLine("HTTP/1.1 503\r\n")?.status == 503)
        #expect(statusLine("HTTP/1.1 100 Continue\n")?.status == 100)
        #expect(statusLine("HTTP/1.1 599")?.status == 599)
    }

    @Test(arguments: [
        "HTTP/1.1 099 X\r\n", "HTTP/1.1 600 X\r\n", "HTTP/1.1 2000 X\r\n", "HTTP/1.1 20 X\r\n", "HTTP/1.1  200 X\r\n", "HTTP/2 200\r\n",
        "HTTP/1.1200 X\r\n", "http/1.1 200 X\r\n", "ICY 200 OK\r\n", "\r\nHTTP/1.1 200 X\r\n", "HTTP/1.x 200 X\r\n", "HTTP/1.1 200\rX",
    ])
    func whatIsNoStatusLineIsInvalid(line: String) {
        #expect(withExactly(line.utf8, HTTP1Response.parse) == .invalid)
    }

    @Test func nothingAsksForMore() {
        #expect(HTTP1Request.parse(UnsafeRawBufferPointer(start: nil, count: 0)) == .more)
        #expect(HTTP1Response.parse(UnsafeRawBufferPointer(start: nil, count: 0)) == .more)
    }
}

func requestOutcome(_ line: String) -> HTTP1.Outcome<HTTP1Request> { withExactly(line.utf8, HTTP1Request.parse) }

func requestLine(_ line: String) -> HTTP1Request? {
    if case .done(let request) = requestOutcome(line) { request } else { nil }
}

func statusLine(_ line: String) -> HTTP1Response? {
    if case .done(let response) = withExactly(line.utf8, HTTP1Response.parse) { response } else { nil }
}

private func text(_ line: String, _ range: Range<Int>) -> String {
    String(decoding: Array(line.utf8)[range], as: UTF8.self)
}
