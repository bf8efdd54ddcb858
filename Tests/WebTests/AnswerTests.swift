import CZlib
import Testing

@testable import Web

@Suite struct AnswerTests {
    @Test("every answer has the headers that protect a browser, and none that tells about the server", arguments: [
        "/", "/api/json", "/api/nothing", "/%00", "/assets/none",
    ])
    func headers(_ target: String) async throws {
        try await Lab.run { lab in
            let answer = try await lab.get(target)
            let policy = try #require(answer.header("Content-Security-Policy"))
            for part in ["default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'", "worker-src 'self'", "img-src 'self' data: blob:"] {
                #expect(policy.contains(part))
            }
            #expect(!policy.contains("unsafe") && answer.header("X-Content-Type-Options") == "nosniff" && answer.header("Referrer-Policy") == "no-referrer")
            #expect(answer.header("Server") == nil && answer.header("Access-Control-Allow-Origin") == nil)
            #expect(answer.header("Cache-Control") == (target == "/" && answer.status == 200 ? "no-cache" : "no-store"))
            try await lab.isUnharmed()
        }
    }

    @Test("pipelined requests are answered in order, however slow the first is")
    func pipelining() async throws {
        try await Lab.run { lab in
            let client = try lab.client()
            let get = { (target: String) in "GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n" }
            try await client.send(get("/api/soon") + (0..<300).map { get("/api/echo?n=\($0)") }.joined() + get("/%00") + get("/api/json"))
            #expect(try await client.answer().text == "soon")
            for number in 0..<300 { #expect(try await client.answer().text == "/api/echo n=\(number)") }
            #expect(try await client.answer().status == 400)
            #expect(try await client.answer().text == "{\"type\":\"it\"}")
            client.endSending()
            #expect(try await client.isClosed())
            try await lab.isUnharmed()
        }
    }

    @Test("a client that pipelines without reading is not kept in memory, and does not disturb others")
    func greedy() async throws {
        try await Lab.run({ $0.limits.sendTime = .seconds(1) }) { lab in
            let client = try lab.client()
            let request = "GET /api/big?bytes=100000 HTTP/1.1\r\nHost: localhost\r\n\r\n"
            let all = Array(String(repeating: request, count: 400_000).utf8)
            #expect(try await client.send(all) == false)
            #expect(lab.server.counters.droppedReaders == 1)
            try await lab.isUnharmed()
        }
    }

    @Test("HEAD has the headers of GET and no body, and the next answer follows")
    func head() async throws {
        try await Lab.run { lab in
            let client = try lab.client()
            try await client.send("HEAD /api/json HTTP/1.1\r\nHost: localhost\r\n\r\nGET /api/json HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let head = try await client.answer(isHead: true)
            let get = try await client.answer()
            #expect(head.head == get.head && get.text == "{\"type\":\"it\"}" && get.header("Content-Type") == "application/json")
            client.endSending()
            try await lab.isUnharmed()
        }
    }

    @Test("a client that ends its side still gets its answer; one that is gone has its answer cancelled")
    func halfClosed() async throws {
        try await Lab.run { lab in
            let client = try lab.client()
            try await client.send("GET /api/soon HTTP/1.1\r\nHost: localhost\r\n\r\n")
            client.endSending()
            #expect(try await client.rest().hasSuffix("soon"))
            let two = try lab.client()
            try await two.send("GET /api/soon HTTP/1.1\r\nHost: localhost\r\n\r\nGET /api/echo HTTP/1.1\r\nHost: localhost\r\n\r\n")
            two.endSending()
            #expect(try await two.answer().text == "soon")
            #expect(try await two.answer().text == "/api/echo")
            try await lab.isUnharmed()
        }
        try await Lab.run({ $0.limits.answerTime = .seconds(5) }) { lab in
            let late = try await lab.get("/api/never")
            #expect(late.status == 503 && late.header("Retry-After") != nil)
            try await eventually("the task is cancelled") { lab.content.cancelled.withLock { $0 } == 1 }
            #expect(lab.server.counters.refused == [.late: 1])
            try await lab.isUnharmed()
        }
    }

    @Test("large answers are compressed for those who take it, and are the same after it")
    func gzip() async throws {
        try await Lab.run { lab in
            let plain = try await lab.get("/api/big?bytes=3000000")
            #expect(plain.header("Content-Encoding") == nil && plain.header("Vary") == "Accept-Encoding" && plain.text == PlainContent.big(3_000_000))
            for offer in ["gzip", "br, gzip;q=0.5", "*", "GZIP ; q=1"] {
                let small = try await lab.get("/api/big?bytes=3000000", "Accept-Encoding: \(offer)")
                #expect(small.header("Content-Encoding") == "gzip" && small.body.count < plain.body.count / 5)
                #expect(inflated(small.body, limit: plain.body.count + 1) == plain.body)
            }
            for offer in ["identity", "gzip;q=0", "br", "gzip; q=0.00", "xgzip"] {
                #expect(try await lab.get("/api/big?bytes=5000", "Accept-Encoding: \(offer)").header("Content-Encoding") == nil)
            }
            #expect(try await lab.get("/api/big?bytes=500", "Accept-Encoding: gzip").header("Content-Encoding") == nil)
            try await lab.isUnharmed()
        }
    }

    private func inflated(_ bytes: [UInt8], limit: Int) -> [UInt8] {
        var (input, output, stream) = (bytes, [UInt8](repeating: 0, count: limit), z_stream())
        inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { inflateEnd(&stream) }
        let size = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                #expect(inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0)
                return output.count - Int(stream.avail_out)
            }
        }
        return Array(output[..<size])
    }
}
