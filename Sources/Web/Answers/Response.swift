import Gzip
import NIOCore

/// An answer that is ready to be sent.
struct Response: Sendable {
    var status: Int
    var headers: [(String, String)]
    var body: ByteBuffer
    /// The connection ends with it.
    var closes = false

    init(status: Int = 200, type: String, _ body: ByteBuffer, headers: [(String, String)] = [("Cache-Control", "no-store")]) {
        self.status = status
        self.headers = [("Content-Type", type)] + headers
        self.body = body
    }

    /// A status with a sentence.
    init(status: Int, _ reason: String) {
        self.init(status: status, type: "text/plain; charset=utf-8", ByteBuffer(string: reason + "\n"))
    }

    init(_ refusal: Refusal) {
        self.init(status: refusal.status, refusal.reason)
        headers += refusal.headers
        closes = refusal.closes
    }

    static func redirect(to location: String, cookie: String) -> Response {
        var response = Response(status: 303, "go to \(location)")
        response.headers += [("Location", location), ("Set-Cookie", cookie)]
        return response
    }

    /// The client has it already.
    static func notModified(_ headers: [(String, String)]) -> Response {
        var response = Response(status: 304, type: "", ByteBuffer())
        response.headers = headers
        return response
    }

    /// Compressed, where that is allowed and saves something.
    mutating func compress() {
        guard body.readableBytes > 1024, status == 200, let smaller = body.withUnsafeReadableBytes({ Gzip.compressed($0) }),
            smaller.count < body.readableBytes
        else { return }
        body = ByteBuffer(bytes: smaller)
        headers.append(("Content-Encoding", "gzip"))
    }

    /// Status line and headers, and the body unless only they were asked for.
    func write(_ keepsAlive: Bool, isHead: Bool) -> (head: ByteBuffer, body: ByteBuffer?) {
        var head = ResponseHead(status)
        head.add(headers)
        if status != 304 { head.add("Content-Length", "\(body.readableBytes)") }
        head.add("Connection", keepsAlive ? "keep-alive" : "close")
        return (head.end(), isHead || body.readableBytes == 0 ? nil : body)
    }

    /// What a stream of events begins with. It ends with the connection.
    static func streamHead() -> ByteBuffer {
        var head = ResponseHead(200)
        head.add([("Content-Type", "text/event-stream"), ("Cache-Control", "no-store"), ("X-Accel-Buffering", "no"), ("Connection", "close")])
        return head.end()
    }
}
