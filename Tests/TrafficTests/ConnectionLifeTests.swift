import Events
import Testing
import Traffic

@Suite struct ConnectionLifeTests {
    @Test func openConnectionIsToldThoughNothingMoves() throws {
        let scene = Scene()
        Conversation(scene).opens(at: 0)
        let first = try #require(scene.tick(at: 1000).first)
        #expect(first.counters.opened == 1)
        #expect(first.active == 1)
        #expect(first.times.connect?.sum == duration(1))
        let second = try #require(scene.tick(at: 2000).first)
        #expect(second.counters.isZero)
        #expect(second.active == 1)
    }

    @Test func closedConnectionLingersAndIsForgotten() throws {
        let scene = Scene()
        let talk = Conversation(scene)
        talk.opens(at: 0)
        talk.closes(at: 10)
        scene.tick(at: 2000)
        #expect(scene.tracker.connectionCount == 2)
        scene.tick(at: 4000)
        #expect(scene.tracker.connectionCount == 0)
    }

    @Test func silentTCPConnectionIsKept() throws {
        let scene = Scene()
        Conversation(scene).opens(at: 0)
        for minute in 1...10 { scene.tick(at: Double(minute) * 60_000) }
        #expect(scene.tracker.connectionCount == 2)
    }

    @Test func connectionsOlderThanTheCaptureAreMarked() throws {
        let scene = Scene()
        let talk = Conversation(scene, seenBy: .server)
        talk.server.state.flags = [.older, .roleGuessed]
        talk.server.emit(.open, at: moment(0))
        talk.asks(10, at: 10)
        talk.answers(10, at: 14)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.isOlder)
        #expect(flow.isGuessed)
        #expect(flow.counters.opened == 0)
        #expect(flow.counters.requests == 1)
        #expect(flow.active == 1)
    }

    @Test func forgottenFlowOfAnOpenConnectionIsFoundAgain() throws {
        let scene = Scene()
        let talk = Conversation(scene, seenBy: .client)
        talk.client.fails(at: 0)
        scene.tick(at: 1000)
        scene.tick(at: 200_000)
        #expect(scene.tracker.flowCount == 0)
        talk.opens(at: 300_000)
        #expect(scene.tick(at: 301_000).first?.counters.opened == 1)
    }
}
