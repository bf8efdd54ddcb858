import Events
import Testing
import Traffic

/// What TCP counted and the capture did not is told with the flow it belongs to.
@Suite struct ResidueTests {
    private func residue(earlier: UInt64 = 0, unseen: UInt64 = 0, unread: UInt64 = 0, unacknowledged: UInt64 = 0) -> ConnectionEvent.Residue {
        var residue = ConnectionEvent.Residue()
        residue.earlier = earlier
        residue.unseen = unseen
        residue.unread = unread
        residue.unacknowledged = unacknowledged
        return residue
    }

    private func exchange(_ scene: Scene) -> Conversation {
        let talk = Conversation(scene)
        talk.opens(at: 0)
        talk.asks(100, at: 10)
        talk.answers(1000, at: 14)
        return talk
    }

    @Test func plainTrafficHasNone() throws {
        let scene = Scene()
        exchange(scene).closes(at: 20)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.residue.isNone)
        #expect(scene.tracker.summary().residue.isNone)
    }

    @Test func closeTellsItOnceAndEachEndItsOwn() throws {
        let scene = Scene()
        let talk = exchange(scene)
        talk.client.state.residue = residue(unseen: 7, unread: 5)
        talk.server.state.residue = residue(earlier: 11, unseen: 7, unacknowledged: 3) // the client has told the first two
        talk.closes(at: 20)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.residue == residue(unseen: 7, unread: 5, unacknowledged: 3))
        #expect(flow.counters.sent == 100 && flow.counters.received == 1000)
        #expect(scene.tick(at: 2000).allSatisfy { $0.residue.isNone })
        #expect(scene.tracker.summary().residue == residue(unseen: 7, unread: 5, unacknowledged: 3))
    }

    @Test func openConnectionsTellItOnlyWhenTheCaptureReconciles() throws {
        let scene = Scene()
        let talk = exchange(scene)
        talk.client.state.residue = residue(earlier: 50)
        talk.client.emit(.snapshot, at: moment(30))
        #expect(scene.tick(at: 1000).allSatisfy { $0.residue.isNone })
        scene.tracker.isReconciling = true
        talk.client.emit(.snapshot, at: moment(1030))
        #expect(scene.tick(at: 2000).map(\.residue) == [residue(earlier: 50)])
    }
}
