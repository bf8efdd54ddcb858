import Events
import Testing
import Traffic

@Suite struct LossTests {
    @Test(arguments: [true, false])
    func lostRecordsCostTimesAndNeverCounts(takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        let talk = Conversation(scene, seenBy: .server)
        talk.opens(at: 0)
        talk.asks(100, at: 10)
        talk.answers(1000, at: 14)
        scene.losing {
            talk.asks(200, at: 20)
            talk.answers(2000, at: 24)
            talk.asks(300, at: 30)
        }
        talk.answers(3000, at: 34)
        talk.asks(400, at: 40)
        talk.answers(4000, at: 44)
        talk.closes(at: 50)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.isPartial)
        #expect(flow.counters.sent == 1000)
        #expect(flow.counters.received == 10_000)
        #expect(flow.counters.requests == 4)
        #expect(flow.counters.opened == 1)
        #expect(flow.counters.closed == 1)
        #expect(scene.requests.map(\.requestTime) == [duration(3.5)])
    }

    @Test(arguments: [true, false])
    func requestNeverSpansAGap(takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        let talk = Conversation(scene, seenBy: .client)
        talk.opens(at: 0)
        talk.asks(100, at: 10)
        scene.losing {
            talk.answers(1000, at: 14)
            talk.asks(100, at: 100)
        }
        talk.answers(1000, at: 200)
        talk.closes(at: 300)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.counters.requests == 2)
        #expect(flow.times.request?.isEmpty ?? true)
        #expect(flow.isPartial)
    }

    @Test(arguments: [true, false])
    func lossAtTheServersEndAloneIsToldToo(takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        let talk = Conversation(scene)
        talk.opens(at: 0)
        talk.client.sends(100, at: 10)
        scene.losing { talk.server.receives(100, at: 10.5, arrived: 10.25) }
        talk.answers(1000, at: 14)
        talk.closes(at: 20)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.isPartial)
        #expect(flow.counters.requests == 1)
        #expect(flow.times.request?.count == 1)
        #expect(flow.times.server?.isEmpty ?? true)
    }

    @Test func serversViewIsGivenToTheRequestItBelongsTo() throws {
        let scene = Scene()
        let talk = Conversation(scene)
        talk.opens(at: 0)
        talk.client.sends(100, at: 10)
        scene.losing { talk.server.receives(100, at: 10.5, arrived: 10.25) }
        talk.answers(1000, at: 14)
        talk.asks(100, at: 20)
        talk.answers(1000, at: 21)
        talk.asks(100, at: 30)
        talk.answers(1000, at: 37)
        talk.closes(at: 50)
        #expect(scene.requests.map(\.serverTime) == [nil, duration(0.5), duration(6.5)])
        #expect(scene.requests.map(\.queueTime) == [nil, duration(0.25), duration(0.25)])
    }

    @Test func lostOpeningIsAGap() throws {
        let scene = Scene()
        let talk = Conversation(scene, seenBy: .client)
        scene.losing {
            talk.opens(at: 0)
            talk.asks(100, at: 10)
        }
        talk.answers(1000, at: 14)
        talk.closes(at: 20)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.isPartial)
        #expect(flow.counters.opened == 1)
        #expect(flow.counters.requests == 1)
        #expect(flow.times.connect?.sum == duration(1))
    }

    @Test func flowThatWasPartialTwiceIsOnePartialFlow() throws {
        let scene = Scene()
        let talk = Conversation(scene, seenBy: .client)
        talk.opens(at: 0)
        for start in [1000.0, 2000] {
            scene.losing { talk.asks(100, at: start) }
            talk.answers(1000, at: start + 10)
            #expect(scene.tick(at: start + 500).first?.isPartial == true)
        }
        #expect(scene.tick(at: 3000).first?.isPartial == false)
        #expect(scene.tracker.summary().partialFlows == 1)
    }
}
