import Events
import Testing
import Traffic

@Suite struct ProtocolNamingTests {
    private static let get = "GET /cart?item=7 HTTP/1.1\r\nHost: shop\r\n\r\n"

    private func talk(_ scene: Scene, seenBy ends: Observation = .both) -> Conversation {
        let talk = Conversation(scene, seenBy: ends)
        talk.opens(at: 0)
        return talk
    }

    @Test func requestTellsMethodPathStatusAndBytes() throws {
        let scene = Scene()
        let talk = talk(scene)
        talk.asks(120, at: 10, Self.get)
        talk.answers(900, at: 14, "HTTP/1.1 200 OK\r\n\r\n")
        talk.closes(at: 20)
        let request = try #require(scene.requests.first)
        #expect(request.guess == .http1)
        #expect(request.head?.method == "GET")
        #expect(request.head?.path == "/cart")
        #expect(request.status == 200)
        #expect(request.sent == 120)
        #expect(request.received == 900)
        #expect(request.isError == false)
        #expect(scene.tick(at: 1000).first?.guess == .http1)
    }

    @Test(arguments: [(200, 0), (302, 0), (404, 0), (499, 0), (500, 1), (503, 1)] as [(Int, Int64)])
    func onlyStatusesThatBlameTheServerAreErrors(status: Int, errors: Int64) throws {
        let scene = Scene()
        let talk = talk(scene)
        talk.asks(120, at: 10, Self.get)
        talk.answers(900, at: 14, "HTTP/1.1 \(status) Whatever\r\n\r\n")
        talk.closes(at: 20)
        let counters = scene.tick(at: 1000).counters
        #expect(counters.errors == errors)
        #expect(counters.requests == 1)
        #expect(scene.requests.first?.isError == (errors > 0))
    }

    @Test(arguments: [Observation.both, .server, .client])
    func requestThatWaitsFor100ContinueIsOne(ends: Observation) throws {
        let scene = Scene()
        let talk = talk(scene, seenBy: ends)
        talk.asks(150, at: 10, "POST /upload HTTP/1.1\r\nExpect: 100-continue\r\n\r\n")
        talk.answers(25, at: 11, "HTTP/1.1 100 Continue\r\n\r\n")
        talk.asks(5000, at: 13, "{\"item\":4711,\"count\":1,\"price\":995}")
        talk.answers(80, at: 20, "HTTP/1.1 201 Created\r\n\r\n")
        talk.closes(at: 30)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.counters.requests == 1)
        #expect(flow.counters.sent == 5150)
        #expect(scene.requests.map(\.status) == [201])
        #expect(scene.requests.map(\.head?.path) == ["/upload"])
        #expect(scene.requests.map(\.sent) == [5150])
        #expect(scene.requests.map(\.requestTime) == [duration(ends == .server ? 9.5 : 10.5)])
    }

    @Test func bodyAfterAnEarlyAnswerBelongsToTheSameRequest() throws {
        let scene = Scene()
        let talk = talk(scene)
        talk.asks(150, at: 10, "POST /upload HTTP/1.1\r\n\r\n")
        talk.answers(80, at: 11, "HTTP/1.1 413 Too Large\r\n\r\n")
        talk.asks(5000, at: 12, "the rest of a body that nobody wants to read")
        talk.answers(20, at: 13, "more of the answer that was begun")
        talk.closes(at: 30)
        #expect(scene.tick(at: 1000).counters.requests == 1)
        #expect(scene.requests.map(\.status) == [413])
        #expect(scene.requests.map(\.requestTime) == [duration(3.5)])
    }

    @Test(arguments: [Observation.both, .server, .client])
    func handshakeOfTLSIsNoRequest(ends: Observation) throws {
        let scene = Scene()
        let talk = talk(scene, seenBy: ends)
        talk.asks(517, at: 10, "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}") // a handshake record: ClientHello
        talk.answers(1400, at: 11, "\u{16}\u{3}\u{3}\u{0}\u{7a}\u{2}")
        talk.asks(80, at: 12, "\u{16}\u{3}\u{3}\u{0}\u{25}\u{10}") // TLS 1.2: ClientKeyExchange and Finished
        talk.answers(51, at: 13, "\u{14}\u{3}\u{3}\u{0}\u{1}\u{1}")
        talk.asks(200, at: 20, "\u{17}\u{3}\u{3}\u{0}\u{64}\u{0}") // application data
        talk.answers(3000, at: 25, "\u{17}\u{3}\u{3}\u{0}\u{64}\u{0}")
        talk.closes(at: 30)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.guess == .tls)
        #expect(flow.counters.requests == 1)
        #expect(flow.counters.sent == 797)
        #expect(scene.requests.map(\.sent) == [200])
        #expect(scene.requests.map(\.requestTime) == [duration(ends == .server ? 4.5 : 5.5)])
    }

    @Test func pathOfAnAbandonedRequestIsNotGivenToTheNext() throws {
        let scene = Scene()
        let talk = talk(scene, seenBy: .server)
        talk.asks(120, at: 10, Self.get)
        scene.losing { talk.answers(900, at: 14, "HTTP/1.1 200 OK\r\n\r\n") }
        talk.asks(100, at: 20) // its beginning could not be read
        talk.answers(10, at: 24, "HTTP/1.1 200 OK\r\n\r\n")
        talk.closes(at: 30)
        #expect(scene.requests.map(\.head) == [nil])
        #expect(scene.requests.map(\.status) == [200])
    }

    @Test func requestOfAnUnknownProtocolHasTimesAndNoName() throws {
        let scene = Scene()
        let talk = talk(scene)
        talk.asks(10, at: 10, "\u{1}\u{2}\u{3}")
        talk.answers(10, at: 14, "\u{4}\u{5}\u{6}")
        talk.closes(at: 20)
        let request = try #require(scene.requests.first)
        #expect(request.guess == nil)
        #expect(request.head == nil)
        #expect(request.status == nil)
        #expect(request.requestTime == duration(4.5))
    }
}
