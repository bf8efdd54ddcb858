import Testing

@testable import Metrics

/// One request, over real HTTP on loopback.
@Suite("OTLP sender")
struct OTLPSenderTests {
    @Test("It is tried again on 429, 502, 503, 504 and hang-ups, and not on other refusals")
    func retries() async throws {
        for status in [429, 502, 503, 504, 0, 400, 401, 500] {
            let tries = Receiver.Memory()
            let receiver = try await Receiver.start { request in
                tries.add(request)
                if tries.requests.count > 1 { return Receiver.Answer() }
                return status == 0 ? Receiver.Answer(hangsUp: true) : Receiver.Answer(status: status, headers: [("Retry-After", "0")])
            }
            let sender = OTLPSender(try OTLPTarget(OTLPOptions(url: "http://127.0.0.1:\(receiver.port)")))
            let outcome = await sender.send([1, 2, 3], .metrics, within: .seconds(20))
            await sender.close()
            await receiver.stop()
            if status == 0 || [429, 502, 503, 504].contains(status) {
                #expect(outcome == .sent(OTLPAnswer([]), retries: 1))
            } else {
                #expect(outcome == .failed("HTTP \(status)", retries: 0))
            }
        }
    }

    @Test("Retry-After is waited for, and when that is beyond the time that there is, the push is given up at once")
    func retryAfter() async throws {
        for (pause, time, expected) in [
            ("1", Duration.seconds(60), OTLPSender.Outcome.sent(OTLPAnswer([]), retries: 1)), ("3600", .seconds(60), .failed("HTTP 503", retries: 0)),
        ] {
            let tries = Receiver.Memory()
            let receiver = try await Receiver.start { request in
                tries.add(request)
                return tries.requests.count > 1 ? Receiver.Answer() : Receiver.Answer(status: 503, headers: [("Retry-After", pause)])
            }
            let sender = OTLPSender(try OTLPTarget(OTLPOptions(url: "http://127.0.0.1:\(receiver.port)")))
            let start = ContinuousClock.now
            #expect(await sender.send([1], .metrics, within: time) == expected)
            #expect(pause != "1" || ContinuousClock.now - start >= .seconds(1))
            await sender.close()
            await receiver.stop()
        }
    }

    @Test("Both forms of Retry-After are read, and nothing else is")
    func retryAfterForms() {
        #expect(RetryAfter.seconds("120", now: 0) == 120)
        #expect(RetryAfter.seconds("Sun, 06 Nov 1994 08:49:37 GMT", now: 784_111_767) == 10)
        #expect(RetryAfter.seconds("Sun, 06 Nov 1994 08:49:37 GMT", now: 784_111_999) == 0)
        #expect(RetryAfter.seconds("9999999999999", now: 0) == 86_400)
        for bad in ["", "soon", "-", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 6", String(repeating: " 1", count: 100)] {
            #expect(RetryAfter.seconds(bad, now: 0) == nil)
        }
    }

    @Test("Redirects are not followed, since headers may be tokens")
    func redirects() async throws {
        let other = try await Receiver.start { _ in Receiver.Answer() }
        let receiver = try await Receiver.start { [port = other.port] _ in
            Receiver.Answer(status: 307, headers: [("Location", "http://127.0.0.1:\(port)/")])
        }
        let sender = OTLPSender(try OTLPTarget(OTLPOptions(url: "http://127.0.0.1:\(receiver.port)")))
        #expect(await sender.send([1], .metrics, within: .seconds(1)) == .failed("HTTP 307", retries: 0))
        #expect(other.requests.isEmpty)
        await sender.close()
        await receiver.stop()
        await other.stop()
    }

    @Test("A URL or a header that cannot be is refused at once")
    func wrongUse() {
        for url in ["", "ftp://a", "http://", "http://user:word@host", "http://host/?a", "http://host/#a", "http://a b", "http://a\r\nb"] {
            #expect(throws: OTLPError.url) { try OTLPTarget(OTLPOptions(url: url)) }
        }
        for (name, value) in [("", "a"), ("a b", "c"), ("a", "b\r\nc: d"), ("a:", "b")] {
            var options = OTLPOptions(url: "http://127.0.0.1:1")
            options.headers = [OTLPHeader(name: name, value: value)]
            #expect(throws: OTLPError.header(name: name)) { try OTLPTarget(options) }
        }
    }
}
