import Events
import Testing
import Traffic

@Suite struct OwnerTests {
    @Test func workerOfTheListenersWorkloadKeepsTheFlow() throws {
        let scene = Scene()
        let talk = Conversation(
            scene, server: Owner(process: 201, workload: 20), listener: Owner(process: 200, workload: 20))
        talk.opens(at: 0)
        scene.tick(at: 5)
        talk.asks(100, at: 10)
        talk.answers(1000, at: 14)
        talk.server.owner = Owner(process: 202, workload: 20)
        talk.asks(100, at: 20)
        talk.answers(1000, at: 24)
        let flows = scene.tick(at: 1000)
        #expect(flows.count == 1)
        #expect(flows.first?.counters.requests == 2)
        #expect(flows.first?.active == 1)
        #expect(scene.requests.map(\.serverProcess) == [201, 202])
    }

    @Test func workerOfAnotherWorkloadGetsAFlowOfItsOwn() throws {
        let scene = Scene()
        let talk = Conversation(
            scene, server: Owner(process: 300, workload: 30), listener: Owner(process: 200, workload: 20))
        talk.opens(at: 0)
        #expect(scene.tick(at: 5).first?.key.server == .workload(20))
        talk.asks(100, at: 10)
        talk.answers(1000, at: 14)
        let flows = scene.tick(at: 1000)
        let served = try #require(flows.first { $0.counters.requests > 0 })
        #expect(served.key.server == .workload(30))
        #expect(served.active == 1)
        #expect(flows.map(\.active).reduce(0, +) == 1)
        #expect(flows.counters.sent == 100)
    }

    @Test func ownerKnownOnlyWithTheFirstBytesNamesTheFlow() throws {
        let scene = Scene()
        let nobody = Owner(process: 0, command: Command(high: 0, low: 0), cgroupV2: nil, cgroupV1: nil)
        let talk = Conversation(scene, seenBy: .server, listener: nobody)
        talk.opens(at: 0)
        talk.asks(100, at: 10)
        talk.answers(1000, at: 14)
        let flows = scene.tick(at: 1000)
        #expect(flows.map(\.key.server) == [.workload(20)])
        #expect(flows.first?.counters.opened == 1)
    }

    @Test func nobodyKnownIsNoWorkload() throws {
        let scene = Scene()
        let nobody = Owner(process: 0, command: Command(high: 0, low: 0), cgroupV2: nil, cgroupV1: nil)
        let talk = Conversation(scene, seenBy: .server, server: nobody)
        talk.opens(at: 0)
        talk.asks(100, at: 10)
        #expect(scene.tick(at: 1000).map(\.key.server) == [.unknown])
        #expect(scene.names.questions == 0)
        #expect(scene.tracker.summary().unnamedBytes == 100)
    }

    @Test func namesAreAskedForOnceAConnectionAndOnceAChange() {
        let scene = Scene()
        let talk = Conversation(scene)
        talk.opens(at: 0)
        for start in stride(from: 10.0, to: 1000, by: 10) {
            talk.asks(100, at: start)
            talk.answers(100, at: start + 4)
        }
        #expect(scene.names.questions == 2)
        talk.server.owner = Owner(process: 201, workload: 20)
        talk.asks(100, at: 2000)
        talk.answers(100, at: 2004)
        #expect(scene.names.questions == 3)
    }

    @Test func serverBehindAPublishedPortIsCalledByItsOwn() throws {
        let scene = Scene()
        let talk = Conversation(scene, port: 8080)
        talk.server.state.local.port = 80
        talk.opens(at: 0)
        talk.asks(100, at: 10)
        talk.answers(1000, at: 14)
        let flows = scene.tick(at: 1000)
        #expect(flows.count == 1)
        #expect(flows.first?.key.service == 80)
        #expect(flows.first?.server.port == 80)
    }
}
