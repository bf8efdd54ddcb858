@testable import Traffic

extension Target {
    /// The readers of start lines and the guess of a protocol: any payload.
    static let http = Target(name: "http", texts: startLines) { inRing($0, checkPayload) }

    private static let startLines = [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "POST http://a.b:80/c/d?e#f HTTP/1.0\r\n\r\n", "OPTIONS * HTTP/1.1\r\n", "CONNECT a.b:443 HTTP/1.1\n",
        "\r\n\r\nPATCH /\u{e4} HTTP/1.9\r\n", "PROPFIND /x HTTP/1.1\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.0 404\r\n", "HTTP/1.1 100 \r\n\r\n",
        "GET /a\u{7f}b HTTP/1.1\r\n", "GET /a\tb", "get /a HTTP/1.1\r\n", "HTTP/1.1 600 No\r\n", "HTTP/2.0 200 OK\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "*3\r\n$3\r\nSET\r\n", "*1048576\r\n$1\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}",
    ]
}

private func checkPayload(_ payload: UnsafeRawBufferPointer) {
    let request = HTTP1Request.parse(payload)
    let response = HTTP1Response.parse(payload)
    if case .done(let head) = request { check(head, in: payload) }
    if case .done(let head) = response { promise(100...599 ~= head.status, "status \(head.status)") }
    checkBeginnings(of: payload, request, response)
    checkGuess(payload, request, response)
    let limited = UnsafeRawBufferPointer(rebasing: payload.prefix(HTTP1.limit))
    promise(HTTP1Request.parse(limited) == request, "it looks beyond its limit")
    promise(HTTP1Response.parse(limited) == response, "it looks beyond its limit")
}

private func check(_ head: HTTP1Request, in payload: UnsafeRawBufferPointer) {
    promise(1...HTTP1.methodLimit ~= head.methodRange.count, "a method of \(head.methodRange.count)")
    promise(head.methodRange.upperBound < head.path.lowerBound, "the path begins in the method")
    promise(head.path.upperBound <= min(payload.count, HTTP1.limit), "the path ends beyond the payload")
    promise(payload[head.path].allSatisfy { $0 > 0x20 && $0 != 0x7f }, "a control in a path")
    let named = RequestHead(head, in: payload)
    promise(!named.method.isEmpty && !named.path.isEmpty, "a request without a name")
}

/// A payload is cut anywhere. What its beginning says for sure, the whole must not deny.
private func checkBeginnings(
    of payload: UnsafeRawBufferPointer, _ request: HTTP1.Outcome<HTTP1Request>, _ response: HTTP1.Outcome<HTTP1Response>
) {
    for end in 0..<min(payload.count, 80) {
        inRing(payload[..<end]) { beginning in
            switch (HTTP1Request.parse(beginning), request) {
            case (.invalid, .invalid), (.more, _), (.done, .invalid): break
            case (.done(let early), .done(let late)):
                promise(early.method == late.method && early.path.lowerBound == late.path.lowerBound, "another request at \(end)")
            default: fatalError("\(end) bytes of it are \(HTTP1Request.parse(beginning)), all are \(request)")
            }
            switch (HTTP1Response.parse(beginning), response) {
            case (.invalid, .invalid), (.more, _), (.done, .invalid): break
            case (.done(let early), .done(let late)): promise(early == late, "another response at \(end)")
            default: fatalError("\(end) bytes of it are \(HTTP1Response.parse(beginning)), all are \(response)")
            }
        }
    }
}

private func checkGuess(
    _ payload: UnsafeRawBufferPointer, _ request: HTTP1.Outcome<HTTP1Request>, _ response: HTTP1.Outcome<HTTP1Response>
) {
    let (fromClient, fromServer, fromAny) = (
        ProtocolGuess(payload, from: .client), ProtocolGuess(payload, from: .server), ProtocolGuess(payload, from: .unknown)
    )
    promise(fromAny == fromClient || fromAny == fromServer, "who does not know the sender guesses what neither could have sent")
    promise(fromAny != nil || fromClient == nil && fromServer == nil, "who does not know the sender guesses nothing")
    if fromClient == .http1, case .done = request {} else { promise(fromClient != .http1, "HTTP without a request") }
    if fromServer == .http1, case .done = response {} else { promise(fromServer != .http1, "HTTP without a response") }
}
