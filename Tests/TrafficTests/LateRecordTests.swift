import Events
import Testing
import Traffic

/// Records that come late, by way of the kernel's map of last words or from a slower ring.
@Suite struct LateRecordTests {
    @Test func closeThatWaitedInTheKernelStillCloses() throws {
        let scene = Scene()
        let talk = Conversation(scene)
        talk.opens(at: 0)
        talk.asks(100, at: 10)
        talk.answers(1000, at: 14)
        scene.losing { talk.closes(at: 20) }
        #expect(scene.tick(at: 100).first?.active == 1)
        scene.deliverDeferred()
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.counters.closed == 1)
        #expect(flow.active == 0)
        #expect(flow.isPartial == false)
    }

    @Test func clientsEndThatTurnsUpLateTakesBackWhatTheServersEndHasCounted() throws {
        let scene = Scene()
        let talk = Conversation(scene)
        talk.server.opens(at: 1)
        scene.losing { talk.client.opens(at: 1, started: 0) }
        for start in [10.0, 20, 30] {
            scene.losing { talk.client.sends(100, at: start) }
            talk.server.receives(100, at: start + 0.5)
            talk.server.sends(1000, at: start + 2)
            scene.losing { talk.client.receives(1000, at: start + 3) }
        }
        var sums = scene.tracker.report().counters
        talk.asks(100, at: 100)
        talk.answers(1000, at: 104)
        talk.closes(at: 110)
        sums += scene.tick(at: 1000).counters
        #expect(sums.requests == 4)
        #expect(sums.sent == 400)
        #expect(sums.received == 4000)
        #expect(sums.opened == 1)
        #expect(sums.closed == 1)
    }

    @Test func lateRecordIsCountedAndChangesNothingElse() throws {
        let scene = Scene()
        let talk = Conversation(scene, seenBy: .client)
        talk.opens(at: 0)
        scene.ring = .holds
        talk.asks(100, at: 10)
        talk.answers(1000, at: 14)
        talk.asks(100, at: 20)
        scene.ring = .delivers
        scene.deliver([scene.held[1], scene.held[2], scene.held[0]])
        talk.answers(1000, at: 24)
        talk.closes(at: 30)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.counters.requests == 2)
        #expect(flow.counters.sent == 200)
        #expect(scene.requests.map(\.requestTime) == [duration(4.5)])
        #expect(flow.isPartial)
    }

    @Test func openThatComesAfterTheCloseDoesNotReopen() throws {
        let scene = Scene()
        let talk = Conversation(scene, seenBy: .client)
        scene.ring = .holds
        talk.opens(at: 0)
        talk.closes(at: 10)
        scene.ring = .delivers
        scene.deliver(scene.held.reversed())
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.counters.opened == 1)
        #expect(flow.counters.closed == 1)
        #expect(flow.active == 0)
        scene.tick(at: 5000)
        #expect(scene.tracker.connectionCount == 0)
    }
}
