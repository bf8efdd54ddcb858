import Synchronization
import Testing

@testable import Web

@Suite struct StreamTests {
    @Test("messages come as server-sent events, in order, to those who listen to the name")
    func events() async throws {
        try await Lab.run { lab in
            #expect(!lab.hub.hasSubscribers)
            let (news, other) = (try await lab.stream(), try await lab.stream("node=a%20b"))
            #expect(lab.hub.hasSubscribers && lab.hub.names == ["news", "node=a b"] && lab.hub.hasSubscribers(to: "news") && !lab.hub.hasSubscribers(to: "x"))
            for number in 0..<100 { lab.hub.publish("{\"n\":\(number)}", to: "news") }
            lab.hub.publish("one\ntwo\u{2028}", to: "node=a b")
            for number in 0..<100 { #expect(try await news.until("\n\n") == "data: {\"n\":\(number)}\n\n") }
            #expect(try await other.until("\n\n") == "data: one\ndata: two\u{2028}\n\n")
            #expect(lab.server.counters.openStreams == 2)
            news.endSending()
            other.endSending()
            try await lab.isUnharmed()
        }
    }

    @Test("a message that nobody listens to is not even made")
    func free() async throws {
        try await Lab.run { lab in
            var made = 0
            let make = {
                made += 1
                return "x"
            }
            lab.hub.publish(make(), to: "news")
            let stream = try await lab.stream()
            lab.hub.publish(make(), to: "other")
            #expect(made == 0)
            lab.hub.publish(make(), to: "news")
            #expect(made == 1)
            stream.endSending()
            try await lab.isUnharmed()
        }
    }

    @Test("a stream's HEAD is its head")
    func head() async throws {
        try await Lab.run { lab in
            let client = try lab.client()
            try await client.send("HEAD /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let all = try await client.rest()
            #expect(all.contains("Content-Type: text/event-stream") && all.hasSuffix("\r\n\r\n"))
            try await lab.isUnharmed()
        }
    }

    @Test("a quiet stream says that it lives")
    func heartbeat() async throws {
        try await Lab.run({ $0.limits.heartbeat = .milliseconds(300) }) { lab in
            let stream = try await lab.stream()
            #expect(try await stream.until("\n\n") == ": still here\n\n")
            #expect(try await stream.until("\n\n") == ": still here\n\n")
            stream.endSending()
            try await lab.isUnharmed()
        }
    }

    @Test("a reader that does not keep up is dropped and counted; the others miss nothing")
    func slowReader() async throws {
        try await Lab.run { lab in
            let slow = try await lab.stream(receiveBuffer: 4096)
            let quick = try await lab.stream()
            let message = String(repeating: "x", count: 10_000)
            var published = 0
            while lab.server.counters.droppedReaders == 0, published < 5000 {
                lab.hub.publish("\(published) \(message)", to: "news")
                #expect(try await quick.until("\n\n").hasPrefix("data: \(published) "))
                published += 1
            }
            #expect(lab.server.counters.droppedReaders == 1 && lab.server.counters.lostMessages == 0)
            try await eventually("the other stream is left") { lab.server.counters.openStreams == 1 }
            // It gets what the kernel had, and the end.
            #expect(try await slow.rest().utf8.count < published * 10_000)
            lab.hub.publish("last", to: "news")
            #expect(try await quick.until("\n\n") == "data: last\n\n")
            quick.endSending()
            try await lab.isUnharmed()
        }
    }

    @Test("a reader that stands still is dropped, however little is published")
    func stuck() async throws {
        try await Lab.run({ $0.limits.sendTime = .seconds(1) }) { lab in
            let slow = try await lab.stream(receiveBuffer: 4096)
            for _ in 0..<90 { lab.hub.publish(String(repeating: "x", count: 10_000), to: "news") }
            try await eventually("it is dropped") { lab.server.counters.droppedReaders == 1 }
            _ = try await slow.rest()
            try await lab.isUnharmed()
        }
    }

    @Test("publishing from other threads loses nothing silently: what is not delivered is told")
    func threads() async throws {
        try await Lab.run({ $0.limits.streamMessages = 100 }) { lab in
            let stream = try await lab.stream()
            let each = 4999
            let hub = lab.hub
            let threads = (0..<3).map { _ in Thread { for number in 0..<each { hub.publish("\(number)", to: "news") } } }
            for thread in threads { await thread.end() }
            hub.publish("end", to: "news")
            var (received, lost) = (0, 0)
            while received + lost < 3 * each + 1 {
                let event = try await stream.until("\n\n")
                if event.hasPrefix("event: lost\ndata: ") {
                    lost += try #require(Int(event.dropFirst("event: lost\ndata: ".count).dropLast(2)))
                } else {
                    received += 1
                }
            }
            #expect(received + lost == 3 * each + 1 && lab.server.counters.lostMessages == UInt64(lost) && lab.server.counters.droppedReaders == 0)
            stream.endSending()
            try await lab.isUnharmed()
        }
    }

    @Test("a client that talks into its stream is dropped when it goes on")
    func chatter() async throws {
        try await Lab.run { lab in
            let stream = try await lab.stream()
            #expect(try await stream.send([UInt8](repeating: 65, count: 20_000_000)) == false)
            try await lab.isUnharmed()
        }
    }
}
