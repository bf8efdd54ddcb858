import Events
import Testing
import Traffic

@Suite struct LimitTests {
    private func limits(connections: Int = 131_072, flows: Int = 4_096) -> FlowTracker.Limits {
        var limits = FlowTracker.Limits()
        limits.connections = connections
        limits.flows = flows
        return limits
    }

    @Test func fullConnectionTableDropsAndCountsAndLosesNoSum() throws {
        let scene = Scene(limits: limits(connections: 64))
        let talks = (1...1000).map { Conversation(scene, seenBy: .server, number: $0) }
        for (index, talk) in talks.enumerated() {
            talk.opens(at: Double(index))
            talk.asks(100, at: Double(index) + 0.25)
        }
        for (index, talk) in talks.enumerated() { talk.answers(1000, at: 2000 + Double(index)) }
        for (index, talk) in talks.enumerated() { talk.closes(at: 4000 + Double(index)) }
        #expect(scene.tracker.connectionCount <= 64)
        let counters = scene.tick(at: 6000).counters
        #expect(counters.opened == 1000)
        #expect(counters.closed == 1000)
        #expect(counters.requests == 1000)
        #expect(counters.sent == 100_000)
        #expect(counters.received == 1_000_000)
        #expect(scene.tracker.summary().evicted >= 2 * 1000 - 64)
        #expect(scene.tick(at: 10_000).isEmpty)
        #expect(scene.tracker.connectionCount == 0)
    }

    @Test func connectionThatIsOverIsDroppedBeforeAnOpenOneAndNotCounted() {
        let scene = Scene(limits: limits(connections: 4))
        let open = (1...2).map { Conversation(scene, seenBy: .server, number: $0) }
        for (index, talk) in open.enumerated() { talk.opens(at: Double(index)) }
        for number in 3...50 {
            let talk = Conversation(scene, seenBy: .server, number: number)
            talk.opens(at: Double(number))
            talk.closes(at: Double(number) + 0.5)
        }
        #expect(scene.tracker.summary().evicted == 0)
        #expect(scene.tick(at: 100).first?.active == 2)
    }

    @Test func workloadsInUseAreThoseThatAConnectionOrAFlowNames() {
        let scene = Scene()
        #expect(scene.tracker.workloads().isEmpty)
        Conversation(scene).opens(at: 1)
        _ = scene.tick(at: 1000)
        #expect(scene.tracker.workloads().count == 2)
    }

    @Test(arguments: [true, false])
    func droppedServersEndFindsItsClientAgain(isClientSeenFirst: Bool) throws {
        let scene = Scene(limits: limits(connections: 2))
        let talk = Conversation(scene)
        let (first, second) = isClientSeenFirst ? (talk.client, talk.server) : (talk.server, talk.client)
        first.opens(at: 1, started: 0)
        second.opens(at: 1, started: 0)
        talk.asks(100, at: 10)
        for number in 2...20 { // the client's end stays the one seen last
            talk.client.sends(1, at: Double(number) * 10)
            talk.client.isAsked(at: Double(number) * 10 + 1)
            let other = Conversation(scene, seenBy: .client, number: number, port: 9090)
            other.opens(at: Double(number) * 10 + 2)
        }
        talk.client.sends(1, at: 400)
        talk.client.isAsked(at: 401)
        talk.answers(1000, at: 500)
        let sums = scene.tick(at: 1000).filter { $0.key.service == 8080 }.counters
        #expect(scene.tracker.summary().evicted > 0)
        #expect(sums.requests == 1)
        #expect(sums.sent == 120)
        #expect(sums.received == 1000)
    }

    @Test func fullFlowTableCountsTheRestTogether() throws {
        let scene = Scene(limits: limits(flows: 8))
        for number in 1...50 {
            let talk = Conversation(scene, seenBy: .server, number: number, from: IPAddress(10, 1, 0, UInt8(number)))
            talk.opens(at: 0)
            talk.asks(100, at: 10)
            talk.answers(1000, at: 14)
            talk.closes(at: 20)
        }
        let flows = scene.tick(at: 1000)
        #expect(flows.count == 9)
        let rest = try #require(flows.first { $0.key.client == .unknown && $0.key.server == .unknown })
        #expect(rest.counters.requests == 42)
        #expect(rest.counters.sent == 4200)
        #expect(rest.client == nil)
        #expect(scene.tracker.summary().overflowed == 42)
        #expect(flows.counters.requests == 50)
        #expect(flows.counters.received == 50_000)
    }

    @Test func flowThatDidNothingForLongMakesRoom() {
        let scene = Scene(limits: limits(flows: 8))
        for number in 1...24 {
            let start = Double(number) * 50_000
            let talk = Conversation(scene, seenBy: .server, number: number, from: IPAddress(10, 1, 0, UInt8(number)))
            talk.opens(at: start)
            talk.asks(100, at: start + 1)
            talk.closes(at: start + 2)
            #expect(scene.tick(at: start + 1000).counters.sent == 100)
        }
        #expect(scene.tracker.flowCount < 8)
        #expect(scene.tracker.summary().overflowed == 0)
    }

    @Test func onlyTheWantedPortsAreLookedAt() throws {
        let scene = Scene(ports: [8080])
        for (number, port) in [8080, 9090, 40_003].enumerated() {
            let talk = Conversation(scene, number: number + 1, port: UInt16(port))
            talk.opens(at: 0)
            talk.asks(100, at: 10)
            talk.answers(1000, at: 14)
        }
        let flows = scene.tick(at: 1000)
        #expect(flows.map(\.key.service) == [8080])
        #expect(scene.tracker.connectionCount == 2)
        #expect(scene.tracker.summary().events == 18)
    }

    @Test func summaryIsTheSumOfAllReports() {
        let scene = Scene()
        let talk = Conversation(scene)
        talk.opens(at: 0)
        var sums = FlowCounters()
        for second in 1...10 {
            talk.asks(100, at: Double(second) * 1000)
            talk.answers(1000, at: Double(second) * 1000 + 4)
            sums += scene.tick(at: Double(second) * 1000 + 500).counters
        }
        #expect(scene.tracker.summary().counters == sums)
        #expect(sums.requests == 10)
    }

    @Test func endOfTheCaptureEndsResponsesUnderWay() {
        let scene = Scene()
        let talk = Conversation(scene)
        talk.opens(at: 0)
        talk.asks(100, at: 10)
        talk.answers(1000, at: 14)
        scene.tracker.finish()
        #expect(scene.requests.map(\.requestTime) == [duration(4.5)])
        #expect(scene.tracker.report().counters.requests == 1)
    }
}
