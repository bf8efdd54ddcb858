import Events
import Testing
import Traffic

@Suite struct ConnectionFailureTests {
    @Test func refusedConnectIsAFailureAndNothingElse() throws {
        let scene = Scene()
        let talk = Conversation(scene)
        talk.client.fails(at: 5)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.counters.failed == 1)
        #expect(flow.counters.opened == 0)
        #expect(flow.counters.closed == 0)
        #expect(flow.active == 0)
        #expect(scene.tracker.connectionCount == 1)
        scene.tick(at: 5000)
        #expect(scene.tracker.connectionCount == 0)
    }

    @Test func socketMayConnectAfterARefusal() throws {
        let scene = Scene()
        let talk = Conversation(scene, seenBy: .client)
        talk.client.fails(at: 5)
        talk.opens(at: 10)
        talk.asks(1, at: 20)
        talk.answers(1, at: 30)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.counters.failed == 1)
        #expect(flow.counters.opened == 1)
        #expect(flow.active == 1)
        #expect(flow.isPartial == false)
        #expect(flow.times.request?.count == 1)
        talk.closes(at: 2000)
        #expect(scene.tick(at: 3000).first?.active == 0)
    }

    @Test(arguments: [true, false])
    func requestCutByAResetIsUnanswered(takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        let talk = Conversation(scene)
        talk.opens(at: 0)
        talk.asks(120, at: 10)
        talk.client.isReset()
        talk.server.isReset()
        talk.closes(at: 20)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.counters.unanswered == 1)
        #expect(flow.counters.resets == 1)
        #expect(flow.counters.requests == 0)
        #expect(flow.times.request?.isEmpty ?? true)
    }

    @Test func requestCutByAnErrorOfTheSocketIsUnanswered() throws {
        let scene = Scene()
        let talk = Conversation(scene, seenBy: .client)
        talk.opens(at: 0)
        talk.client.sends(120, at: 10)
        talk.client.closes(at: 20, error: 110)
        #expect(scene.tick(at: 1000).counters.unanswered == 1)
    }

    @Test(arguments: [true, false])
    func lastRequestBeforeAnOrderlyCloseNeedsNoAnswer(takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        let talk = Conversation(scene)
        talk.opens(at: 0)
        talk.asks(120, at: 10)
        talk.closes(at: 20)
        let counters = scene.tick(at: 1000).counters
        #expect(counters.unanswered == 0)
        #expect(counters.requests == 0)
        #expect(counters.sent == 120)
    }

    @Test(arguments: [true, false])
    func answeredRequestStaysAnsweredWhenTheConnectionIsResetAfterwards(takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        let talk = Conversation(scene)
        talk.opens(at: 0)
        talk.asks(120, at: 10)
        talk.answers(10, at: 14)
        talk.client.isReset()
        talk.closes(at: 20)
        let counters = scene.tick(at: 1000).counters
        #expect(counters.requests == 1)
        #expect(counters.unanswered == 0)
        #expect(scene.requests.map(\.requestTime) == [duration(4.5)])
    }

    @Test func eachEndCountsItsOwnRetransmits() throws {
        let scene = Scene()
        let talk = Conversation(scene)
        talk.opens(at: 0)
        talk.asks(120, at: 10)
        talk.client.retransmits(2)
        talk.server.retransmits(3)
        talk.answers(10, at: 14)
        talk.closes(at: 20)
        #expect(scene.tick(at: 1000).counters.retransmits == 5)
    }
}
