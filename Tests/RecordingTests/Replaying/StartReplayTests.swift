import Events
import Testing

@testable import Recording

/// What was there before the capture, and parts of a capture.
@Suite struct StartReplayTests {
    private let client = Endpoint.v4(1, 40_000), server = Endpoint.v4(2, 80)

    private func older() -> Script {
        let script = Script()
        script.processes([(100, 100, "client"), (200, 200, "server")])
        script.writer.descriptors(
            [ScapDescriptor(number: 5, inode: 1, content: .socket(local: client, remote: server, transport: 2))], of: 100)
        script.writer.descriptors(
            [
                ScapDescriptor(number: 3, inode: 2, content: .listening(local: server, transport: 2)),
                ScapDescriptor(number: 7, inode: 3, content: .socket(local: server, remote: client, transport: 2)),
            ], of: 200)
        return script
    }

    @Test func olderConnectionsAreThereAndTheListeningEndIsTheServer() {
        let script = older()
        script.write(100, 5, 10)
        script.read(200, 7, 10)
        let told = Told(script)
        #expect(told.sums(.client) == .init(sent: 10))
        #expect(told.sums(.server) == .init(received: 10))
        #expect(told.events.allSatisfy { $0.flags.contains(.older) })
        #expect(told.events.count { $0.kind == .open } == 2)
    }

    @Test func whatIsOlderIsToldWithTheFirstEventWhateverThatIs() {
        let script = older()
        script.event(305, 100, []) // a look at the scheduler: tells nothing of sockets
        script.wait(5_000_000)
        script.write(100, 5, 10)
        let opened = Told(script).events.filter { $0.kind == .open }
        #expect(opened.count == 2 && opened.allSatisfy { $0.time.nanoseconds < Script.start + 5_000_000 })
    }

    @Test func aNewSectionKnowsNothingOfTheOneBefore() {
        let first = older(), second = Script(at: Script.start + 1_000_000)
        first.write(100, 5, 10)
        second.write(100, 5, 10)
        let told = Told(first.bytes + second.bytes)
        #expect(told.sums(.client).sent == 10)
        #expect(told.error == nil)
    }

    @Test func whatHappenedBeforeTheWindowIsOlder() {
        let script = Script()
        script.socket(100, 5)
        script.connect(100, 5, client, server)
        script.write(100, 5, 1000)
        script.wait(1_000_000)
        let from = script.time
        script.write(100, 5, 7)
        script.wait(1_000_000)
        let until = script.time
        script.write(100, 5, 500)
        var window = CaptureReplay.Window()
        (window.from, window.until) = (from, until)
        let told = Told(script.bytes, window: window)
        #expect(told.sums(.client) == .init(sent: 7))
        #expect(told.events.allSatisfy { $0.flags.contains(.older) })
    }

    @Test func intervalsEndByTheTimesOfTheEventsAlone() {
        let script = Script()
        script.socket(100, 5)
        for _ in 0..<3 {
            script.wait(1_000_000_000)
            script.connect(100, 5, client, server, result: -111)
        }
        let stops = Told(script.bytes, interval: 1_000_000_000).stops
        #expect(stops.count == 4)
        #expect(zip(stops, stops.dropFirst()).allSatisfy { $1 - $0 >= 1_000_000_000 })
    }

    @Test func whoHasSeenEnoughIsToldNoMore() {
        let script = Script()
        script.socket(100, 5)
        for _ in 0..<5 {
            script.wait(1_000_000_000)
            script.connect(100, 5, client, server, result: -111)
        }
        #expect(Told(script.bytes, interval: 1_000_000_000, stops: 3).sums(.client).failed == 1)
        #expect(Told(script.bytes, interval: 1_000_000_000).sums(.client).failed == 5)
    }

    @Test func datagramsHaveTheirPeerFromTheirTuple() {
        let script = Script()
        script.socket(100, 5, type: 2)
        script.event(30, 100, [.number(5), .small(4), .tuple(client, server)])
        script.event(31, 100, [.number(4), .data([1, 2, 3, 4])])
        script.event(34, 100, [.number(5), .small(512)])
        script.event(35, 100, [.number(9), .nothing, .tuple(server, client)])
        let told = Told(script)
        #expect(told.sums(.client) == .init(opened: 1, requests: 1, sent: 4, received: 9))
        #expect(told.events.allSatisfy { $0.transport == .udp && $0.remote == server })
    }

    @Test func theEndsOfAUnixConnectionKnowEachOther() throws {
        let script = Script()
        script.socket(100, 5, domain: 1)
        script.event(22, 100, [.number(5), .nothing])
        script.event(23, 100, [.number(0), .unix(0xaa, 0xbb, "/run/x.sock"), .number(5), .nothing])
        script.event(246, 200, [])
        script.event(247, 200, [.number(8), .unix(0xaa, 0xbb, "/run/x.sock"), .byte(0), .small(0), .small(9)])
        script.write(100, 5, 3)
        script.read(200, 8, 3)
        let told = Told(script)
        let here = try #require(told.events.first { $0.role == .client }), there = try #require(told.events.first { $0.role == .server })
        #expect(here.cookie == there.peerCookie && there.cookie == here.peerCookie && here.cookie != there.cookie)
        #expect(told.payloads.first == "/run/x.sock")
        #expect(told.sums(.client).sent == 3 && told.sums(.server).received == 3)
    }
}
