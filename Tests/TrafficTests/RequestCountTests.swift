import Events
import Testing

import Traffic

@Suite struct RequestCountTests {
    @Test(arguments: [Observation.both, .server, .client], [true, false])
    func requestIsCountedOnceWhicheverEndsAreHere(ends: Observation, takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        let talk = Conversation(scene, seenBy: ends)
        talk.opens(at: 0)
        talk.asks(120, at: 10)
        talk.answers(900, at: 14)
        talk.closes(at: 20)
        let flows = scene.tick(at: 1000)
        let flow = try #require(flows.first)
        #expect(flows.count == 1)
        #expect(flow.observed == ends)
        #expect(flow.counters.requests == 1)
        #expect(flow.counters.sent == 120)
        #expect(flow.counters.received == 900)
        #expect(flow.counters.opened == 1)
        #expect(flow.counters.closed == 1)
        #expect(flow.active == 0)
        #expect(flow.isPartial == false)
        #expect(flow.times.request?.count == 1)
        #expect(scene.requests.count == 1)
        #expect(scene.requests.first?.observed == ends)
    }

    @Test func endThatIsElsewhereIsNamedByItsAddress() throws {
        let scene = Scene()
        let here = Conversation(scene, seenBy: .client, number: 1)
        let there = Conversation(scene, seenBy: .server, number: 2, port: 9090)
        for talk in [here, there] {
            talk.opens(at: 0)
            talk.asks(1, at: 10)
            talk.answers(1, at: 20)
        }
        let flows = scene.tick(at: 1000)
        #expect(flows.contains { $0.key == FlowKey(client: .workload(10), server: .address(.server), transport: .tcp, service: 8080) })
        #expect(flows.contains { $0.key == FlowKey(client: .address(.client), server: .workload(20), transport: .tcp, service: 9090) })
        #expect(flows.count == 2)
    }

    @Test(arguments: [true, false])
    func keepAliveCountsEachRequestOfTheConnection(takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        let talk = Conversation(scene)
        talk.opens(at: 0)
        for start in [10.0, 30, 70] {
            talk.asks(100, at: start)
            talk.answers(1000, at: start + 4)
        }
        talk.closes(at: 90)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.counters.requests == 3)
        #expect(flow.times.request?.count == 3)
        #expect(flow.times.server?.count == 3)
        #expect(flow.times.queue?.count == 3)
        #expect(flow.counters.sent == 300)
        #expect(flow.counters.received == 3000)
    }

    @Test(arguments: [Observation.both, .server, .client], [true, false])
    func greetingOfAServerIsNoRequest(ends: Observation, takesPayload: Bool) throws {
        let scene = Scene(takesPayload: takesPayload)
        let talk = Conversation(scene, seenBy: ends, port: 25)
        talk.opens(at: 0)
        talk.answers(60, at: 5)
        talk.asks(10, at: 10)
        talk.answers(20, at: 12)
        talk.closes(at: 20)
        let flow = try #require(scene.tick(at: 1000).first)
        #expect(flow.counters.requests == 1)
        #expect(flow.times.request?.count == 1)
        #expect(flow.times.request?.sum == duration(ends == .server ? 1.5 : 2.5))
        #expect(flow.counters.received == 80)
    }

    @Test func clientsOfOneServerHaveFlowsOfTheirOwn() throws {
        let scene = Scene()
        for (number, workload) in [10, 11].enumerated() {
            let talk = Conversation(scene, number: number + 1, client: Owner(process: ProcessID(workload), workload: UInt64(workload)))
            talk.opens(at: 0)
            talk.asks(100, at: 10)
            talk.answers(50 * (number + 1), at: 20)
        }
        let flows = scene.tick(at: 1000)
        #expect(flows.count == 2)
        #expect(flows.first { $0.key.client == .workload(10) }?.counters.received == 50)
        #expect(flows.first { $0.key.client == .workload(11) }?.counters.received == 100)
    }

    @Test func connectionsOfOneClientShareAFlow() throws {
        let scene = Scene()
        for number in 1...5 {
            let talk = Conversation(scene, number: number)
            talk.opens(at: 0)
            talk.asks(10, at: 10)
            talk.answers(10, at: 20)
        }
        let flows = scene.tick(at: 1000)
        #expect(flows.count == 1)
        #expect(flows.first?.counters.requests == 5)
        #expect(flows.first?.active == 5)
    }
}
