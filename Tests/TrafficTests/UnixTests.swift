import Events
import Testing
import Traffic

@Suite struct UnixTests {
    @Test func bothEndsAreOneFlowNamedByThePath() throws {
        let scene = Scene()
        let pair = UnixPair(scene)
        pair.asks(100, at: 10)
        pair.answers(1000, at: 14)
        pair.asks(50, at: 20)
        pair.answers(500, at: 24)
        let flows = scene.tick(at: 1000)
        let flow = try #require(flows.first)
        #expect(flows.count == 1)
        #expect(flow.key.client == .workload(10))
        #expect(flow.key.server == .workload(20))
        #expect(scene.tracker.path(flow.key.service) == "/run/db.sock")
        #expect(flow.counters.requests == 2)
        #expect(flow.counters.sent == 150)
        #expect(flow.counters.received == 1500)
        #expect(flow.counters.opened == 1)
        #expect(flow.observed == .both)
        #expect(flow.isPartial == false)
        #expect(flow.times.request?.sum == duration(9))
        #expect(flow.times.server?.sum == duration(7))
    }

    @Test func endsThatAreSeenTogetherFindEachOtherWhicheverSpeaksFirst() throws {
        let scene = Scene()
        let pair = UnixPair(scene)
        scene.ring = .holds
        pair.asks(100, at: 10)
        pair.answers(1000, at: 14)
        scene.ring = .delivers
        let (clients, servers) = (scene.held.filter { $0.event.cookie == 2 }, scene.held.filter { $0.event.cookie == 3 })
        scene.deliver([clients[0], servers[0], servers[1], clients[1], clients[2], servers[2]])
        let flows = scene.tick(at: 1000)
        #expect(flows.count == 1)
        #expect(flows.counters.opened == 1)
        #expect(flows.counters.sent == 100)
    }

    /// A client that speaks before anybody has accepted it does not know its peer, and never will when the peer is gone before it listens.
    @Test func clientThatNeverLearnsItsPeerIsFoundByIt() {
        let scene = Scene()
        let pair = UnixPair(scene)
        (pair.client.state.role, pair.server.state.role) = (.client, .server)
        pair.client.state.peerCookie = 0
        pair.asks(100, at: 10)
        pair.answers(1000, at: 14)
        let flows = scene.tick(at: 1000)
        #expect(flows.count == 1)
        #expect(flows.counters.opened == 1 && flows.counters.sent == 100 && flows.counters.requests == 1)
    }

    /// A server's end may be told before it knows who is at the other.
    @Test func peerThatIsLearntLaterIsNotCountedTwice() {
        let scene = Scene()
        let pair = UnixPair(scene)
        (pair.client.state.role, pair.server.state.role) = (.client, .server)
        pair.server.state.peerCookie = 0
        pair.asks(100, at: 10)
        var sums = scene.tick(at: 12).counters
        pair.server.state.peerCookie = pair.client.state.cookie
        pair.answers(1000, at: 14)
        sums += scene.tick(at: 1000).counters
        #expect(sums.opened == 1 && sums.sent == 100 && sums.requests == 1)
    }

    @Test func roleThatShowsOnlyWithTheFirstBytesCountsNothingTwice() {
        let scene = Scene()
        let pair = UnixPair(scene)
        for socket in [pair.client, pair.server] { socket.emit(.open, at: moment(1)) }
        var sums = scene.tick(at: 5).counters
        pair.asks(100, at: 10)
        pair.answers(1000, at: 14)
        sums += scene.tick(at: 1000).counters
        #expect(sums.opened == 1)
        #expect(sums.sent == 100)
        #expect(sums.requests == 1)
    }

    @Test(arguments: [("\0chrome", "@chrome"), ("/tmp/\u{fffd}", "/tmp/\u{fffd}"), ("/run/a\0rest", "/run/a")])
    func pathIsReadAsTheKernelGivesIt(payload: String, path: String) throws {
        let scene = Scene()
        UnixPair(scene, path: payload).asks(1, at: 10)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(scene.tracker.path(flow.key.service) == path)
    }

    @Test func socketpairHasNoPath() throws {
        let scene = Scene()
        UnixPair(scene, path: "").asks(1, at: 10)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.key.service == 0)
        #expect(scene.tracker.path(0) == nil)
    }

    @Test func knownPathStaysKnownWhenThereIsNoRoomForMore() throws {
        var limits = FlowTracker.Limits()
        limits.flows = 4
        let scene = Scene(limits: limits)
        for number in 1...8 { UnixPair(scene, path: "/run/\(number)", number: UInt64(number)).asks(1, at: 10) }
        UnixPair(scene, path: "/run/2", number: 100).asks(7, at: 20)
        let flows = scene.tick(at: 1000)
        let known = try #require(flows.first { scene.tracker.path($0.key.service) == "/run/2" })
        #expect(known.counters.opened == 2)
        #expect(known.counters.sent == 8)
        #expect(flows.counters.opened == 9)
    }

    @Test func silentPairIsForgottenAndMetAgain() throws {
        let scene = Scene()
        let pair = UnixPair(scene)
        pair.asks(100, at: 10)
        pair.answers(100, at: 14)
        scene.tick(at: 1000)
        #expect(scene.tracker.connectionCount == 2)
        scene.tick(at: 121_000)
        #expect(scene.tracker.connectionCount == 0)
        pair.asks(100, at: 200_000)
        pair.answers(100, at: 200_004)
        let flows = scene.tick(at: 201_000)
        #expect(flows.count == 1)
        #expect(flows.first?.isPartial == false)
        #expect(flows.counters.requests == 1)
        #expect(flows.counters.sent == 100)
        #expect(flows.counters.opened == 0)
    }

    @Test func socketsEndWithTheirProcess() {
        let scene = Scene()
        let pair = UnixPair(scene)
        let connection = Conversation(scene, number: 50)
        connection.opens(at: 0)
        pair.asks(100, at: 10)
        pair.answers(100, at: 14)
        scene.tracker.end(100)
        #expect(scene.tick(at: 1000).counters.requests == 1)
        #expect(scene.tracker.connectionCount == 3) // the server's end, and TCP, of whose end the kernel tells
        scene.tracker.end(200)
        scene.tick(at: 2000)
        #expect(scene.tracker.connectionCount == 2)
    }
}
