@testable import Web

extension Target {
    /// What clients of the server send: the same requests however they arrive, and nothing in them that could not stand in one.
    static let web = Target(
        name: "web",
        texts: [
            "\u{6}GET /api/topology?level=app&at=2026-11-22T09%3A00%3A00Z HTTP/1.1\r\nHost: [::1]:7117\r\nAccept-Encoding: gzip;q=0, *\r\n\r\n",
            "\u{1}\r\nHEAD /%2e%2E/a+b?x=%C3%A4+&y HTTP/1.0\r\nConnection: keep-alive, Close\r\nContent-Length: 0\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "\u{40}GET /a//b/./c%00 HTTP/1.1\r\nHost: 127.0.0.1\r\nX:\t \r\nAuthorization: Bearer 0123\r\n\r\n", "\u{2}POST / HTTP/1.1\r\n\r\n",
        ]
    ) { bytes in
        var input = FuzzInput(bytes)
        let step = Int(input.byte()) + 1
        let stream = Array(input.rest)
        let (whole, pieces) = (Conversation(stream, step: max(stream.count, 1)), Conversation(stream, step: step))
        promise(whole.heads == pieces.heads && whole.refusal == pieces.refusal, "other requests in pieces of \(step)")
        for head in whole.requests { check(head) }
    }

    /// What a server finds in what came.
    private struct Conversation {
        var requests: [RequestHead] = []
        /// The status of an answer that ends it.
        var refusal: Int?
        var heads: [[String]] { requests.map { [$0.method, $0.target, "\($0.isHTTP11)"] + $0.headers.flatMap { [$0.name, $0.value] } } }

        init(_ stream: [UInt8], step: Int) {
            var limits = WebLimits()
            (limits.head, limits.target, limits.headers, limits.queryItems) = (512, 128, 8, 4)
            var reader = RequestReader()
            do throws(Refusal) {
                for start in stride(from: 0, to: stream.count, by: step) {
                    reader.append(stream[start..<min(start + step, stream.count)])
                    while let head = try reader.next(limits) { requests.append(head) }
                    promise(reader.waiting < limits.head, "\(reader.waiting) bytes wait")
                }
            } catch {
                refusal = error.status
                promise((400..<600).contains(error.status) && !error.reason.isEmpty, "refused without a reason")
            }
        }
    }

    private static func check(_ head: RequestHead) {
        promise(["GET", "HEAD"].contains(head.method) && head.target.utf8.allSatisfy { 0x21...0x7e ~= $0 }, "\(head.method) \(head.target)")
        for header in head.headers {
            promise(header.name == header.name.lowercased() && !header.name.isEmpty, "a header called \(header.name)")
            promise(header.value.utf8.allSatisfy { $0 == 9 || $0 >= 0x20 && $0 != 0x7f }, "a control character in \(header.name)")
        }
        if let host = head.header("host").flatMap(HostHeader.init) {
            promise(!host.name.isEmpty && host.name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f } && host.port.map { 0...65535 ~= $0 } ?? true, "host \(host)")
        }
        guard let target = try? RequestTarget(head.target, WebLimits()) else { return }
        let parts = target.path.split(separator: "/")
        promise(target.path.hasPrefix("/") && !target.path.contains("//") && !parts.contains(".") && !parts.contains(".."), "path \(target.path)")
        for text in [target.path] + target.query.flatMap({ [$0.name, $0.value] }) {
            promise(text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }, "a control character in \(text)")
        }
        _ = WebRequest(path: target.path, query: target.query, head: head).acceptsGzip
    }
}
