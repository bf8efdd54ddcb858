import Events
import Testing
import Traffic

/// All hold with records of responses and without, as when the programs take no payload.
@Suite struct RequestTimeTests {
    /// Of `asks(at: 10)` and `answers(at: 14)`: sent at 10, arrived 10.25, read 10.5, answered 14, the answer read at 14.5.
    private func exchange(_ scene: Scene, seenBy ends: Observation = .both) -> Conversation {
        let talk = Conversation(scene, seenBy: ends)
        talk.opens(at: 0)
        talk.asks(120, at: 10)
        talk.answers(900, at: 14)
        return talk
    }

    @Test(arguments: [true, false])
    func timesAreThoseOfTheClientAndOfTheServerWhenBothAreHere(takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        exchange(scene).closes(at: 20)
        let times = try #require(scene.tick(at: 1000).first).times
        #expect(times.request?.sum == duration(4.5))
        #expect(times.firstByte?.sum == duration(4.5))
        #expect(times.queue?.sum == duration(0.25))
        #expect(times.server?.sum == duration(3.5))
        #expect(times.connect?.sum == duration(1))
    }

    @Test(arguments: [true, false])
    func serverAloneGivesItsOwnTimes(takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        exchange(scene, seenBy: .server).closes(at: 20)
        let times = try #require(scene.tick(at: 1000).first).times
        #expect(times.request?.sum == duration(3.5))
        #expect(times.queue?.sum == duration(0.25))
        #expect(times.server?.isEmpty ?? true)
        #expect(times.connect?.isEmpty ?? true)
    }

    @Test(arguments: [true, false])
    func clientAloneGivesNoQueue(takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        exchange(scene, seenBy: .client).closes(at: 20)
        let times = try #require(scene.tick(at: 1000).first).times
        #expect(times.request?.sum == duration(4.5))
        #expect(times.connect?.sum == duration(1))
        #expect(times.queue?.isEmpty ?? true)
    }

    @Test(arguments: [true, false])
    func responseInPiecesEndsWithTheLastByteTheCloseTells(takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        let talk = exchange(scene)
        talk.answers(5000, at: 16)
        talk.answers(100, at: 19)
        talk.closes(at: 40)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.times.request?.sum == duration(9.5))
        #expect(flow.times.firstByte?.sum == duration(4.5))
        #expect(flow.times.server?.sum == duration(8.5))
        #expect(flow.counters.received == 6000)
        #expect(scene.requests.map(\.received) == [6000])
        #expect(scene.requests.map(\.end) == [moment(19.5)])
    }

    @Test(arguments: [true, false])
    func responseInPiecesEndsWithTheLastByteTheNextRequestTells(takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        let talk = exchange(scene)
        talk.answers(5000, at: 16)
        talk.asks(80, at: 30)
        #expect(scene.requests.map(\.requestTime) == [duration(6.5)])
        #expect(scene.requests.map(\.received) == [5900])
        #expect(scene.requests.map(\.sent) == [120])
        talk.answers(10, at: 31)
        talk.closes(at: 40)
        #expect(scene.requests.map(\.requestTime) == [duration(6.5), duration(1.5)])
        #expect(scene.requests.map(\.received) == [5900, 10])
        #expect(scene.requests.map(\.sent) == [120, 80])
    }

    @Test(arguments: [true, false])
    func idleResponseEndsAfterTheWaitWithTheLastByteTheSnapshotTells(takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        let talk = exchange(scene)
        talk.answers(5000, at: 16)
        let early = try #require(scene.tick(at: 100).first)
        #expect(early.counters.requests == 1)
        #expect(early.times.request?.isEmpty ?? true)
        let late = try #require(scene.tick(at: 200).first)
        #expect(late.counters.requests == 0)
        #expect(late.times.request?.sum == duration(6.5))
        #expect(late.times.server?.sum == duration(5.5))
        #expect(late.active == 1)
        #expect(scene.requests.count == 1)
        talk.asks(10, at: 5000)
        #expect(scene.requests.count == 1)
    }

    @Test(arguments: [true, false])
    func longResponseIsNotEndedWhileItMoves(takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        let talk = exchange(scene)
        for time in stride(from: 100.0, through: 1000, by: 100) {
            talk.answers(1000, at: time)
            scene.tick(at: time + 1)
        }
        talk.closes(at: 1010)
        #expect(scene.requests.map(\.requestTime) == [duration(990.5)])
    }

    @Test(arguments: [true, false])
    func pipelinedRequestsAreOneExchangeThatHoldsThemAll(takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        let talk = Conversation(scene)
        talk.opens(at: 0)
        talk.client.sends(100, at: 10)
        talk.client.sends(100, at: 11)
        talk.server.receives(200, at: 12, arrived: 11)
        talk.server.sends(500, at: 13)
        talk.server.sends(500, at: 14)
        talk.client.receives(1000, at: 15)
        talk.closes(at: 20)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.counters.requests == 1)
        #expect(flow.times.request?.sum == duration(5))
        #expect(flow.times.server?.sum == duration(2))
    }

    @Test func requestTellsTheServersViewOfItself() throws {
        let scene = Scene()
        let talk = exchange(scene)
        talk.closes(at: 20)
        let request = try #require(scene.requests.first)
        #expect(request.serverTime == duration(3.5))
        #expect(request.queueTime == duration(0.25))
        #expect(request.firstByteTime == duration(4.5))
        #expect(request.clientProcess == 100)
        #expect(request.serverProcess == 200)
        #expect(request.client == talk.client.state.local)
        #expect(request.server == talk.server.state.local)
        #expect(request.key == FlowKey(client: .workload(10), server: .workload(20), transport: .tcp, service: 8080))
    }

    /// The server's end tells of its response with its next record, after the client's end has told of the whole. The request could be
    /// held back until then (3.5 ms would be right); the flow has the time.
    @Test func serversViewIsInTheFlowOnlyWhereResponsesHaveNoRecord() throws {
        let scene = Scene(takesPayload: false)
        exchange(scene).closes(at: 20)
        #expect(scene.requests.map(\.serverTime) == [nil])
        #expect(scene.requests.map(\.queueTime) == [duration(0.25)])
        #expect(scene.tick(at: 1000).first?.times.server?.sum == duration(3.5))
    }
}
