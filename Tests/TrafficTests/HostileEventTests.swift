import Events
import Testing
import Traffic

/// Events in any order and with any values, as from a capture that somebody made up: the tracker stays on its feet.
@Suite struct HostileEventTests {
    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func anyEventsInAnyOrderNeverCrash(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var limits = FlowTracker.Limits()
        limits.connections = seed % 2 == 0 ? 16 : 1000
        limits.flows = seed % 3 == 0 ? 4 : 1000
        let scene = Scene(limits: limits)
        for step in 0..<20_000 {
            scene.deliver(Record(event: event(&random), payload: payload(&random)))
            if step % 97 == 0 { scene.tracker.settle(at: moment(Double.random(in: 0...500_000, using: &random))) }
            if step % 211 == 0 { _ = scene.tracker.report() }
            if step % 503 == 0 { scene.tracker.end(ProcessID.random(in: 0...3, using: &random)) }
        }
        scene.tracker.finish()
        #expect(scene.tracker.connectionCount <= limits.connections, "seed \(seed)")
        #expect(scene.tracker.flowCount <= limits.flows + 1, "seed \(seed)")
        #expect(scene.tracker.report().allSatisfy { $0.active >= 0 }, "seed \(seed)")
    }

    /// From few values, so that events meet.
    private func event(_ random: inout SeededGenerator) -> ConnectionEvent {
        var event = ConnectionEvent()
        event.kind = [.open, .message, .close, .snapshot].randomElement(using: &random)!
        event.transport = [.tcp, .udp, .unix].randomElement(using: &random)!
        event.role = [.unknown, .client, .server].randomElement(using: &random)!
        event.direction = [.none, .send, .receive].randomElement(using: &random)!
        event.flags = .init(rawValue: UInt8.random(in: 0...15, using: &random))
        event.time = moment(Double.random(in: 0...500_000, using: &random))
        event.cookie = UInt64.random(in: 1...40, using: &random)
        event.peerCookie = UInt64.random(in: 0...40, using: &random)
        event.sequence = UInt32.random(in: 0...6, using: &random)
        event.length = UInt32(truncatingIfNeeded: random.next())
        event.error = Int32.random(in: 0...2, using: &random)
        event.news.sent = Int64.random(in: -1000...1000, using: &random)
        event.news.exchanges = Int32.random(in: -1...1, using: &random)
        event.news.opened = Int32.random(in: -1...1, using: &random)
        event.news.resets = Int32.random(in: -1...1, using: &random)
        event.sent = UInt64(truncatingIfNeeded: random.next())
        event.received = UInt64(truncatingIfNeeded: random.next())
        event.started = Bool.random(using: &random) ? event.time : nil
        event.established = Bool.random(using: &random) ? moment(1) : nil
        event.arrived = Bool.random(using: &random) ? moment(600_000) : nil
        event.answered = Bool.random(using: &random) ? event.time : nil
        event.last = Bool.random(using: &random) ? moment(2) : nil
        event.local = Endpoint(address: .client, port: UInt16.random(in: 0...3, using: &random))
        event.remote = Endpoint(address: .server, port: UInt16.random(in: 0...3, using: &random))
        event.owner = Owner(process: ProcessID.random(in: 0...3, using: &random), workload: UInt64.random(in: 1...3, using: &random))
        event.initialSequenceSent = UInt32.random(in: 0...2, using: &random)
        event.initialSequenceReceived = UInt32.random(in: 0...2, using: &random)
        return event
    }

    private func payload(_ random: inout SeededGenerator) -> [UInt8] {
        let texts = ["", "GET /a HTTP/1.1\r\n\r\n", "HTTP/1.1 100 Continue\r\n", "HTTP/1.1 500 No\r\n", "\u{16}\u{3}\u{1}\u{0}\u{5}", "/run/a", "\0"]
        return Array(texts.randomElement(using: &random)!.utf8)
    }
}
