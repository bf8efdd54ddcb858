import Events
import Traffic

/// Random conversations, their truth, and their records as rings delivered or lost them.
struct Crowd {
    private var random: SeededGenerator
    private(set) var truth = FlowCounters()
    let scene: Scene
    private var ports: [UInt16] = [80, 5432, 6379]

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        scene = Scene(takesPayload: seed % 2 == 0)
        scene.ring = .holds
    }

    /// Plays `count` conversations on overlapping times, losing `loss` of the records, then has the kernel tell the rest, so that nothing
    /// stays untold. All of it takes less time than closed connections linger: records may be late by that much.
    mutating func play(_ count: Int, losing loss: Double) {
        for number in 1...count { converse(number, loss) }
        scene.ring = .holds
        for socket in scene.sockets { socket.isAsked(at: 2_900) }
    }

    /// What the rings held and the map of last words, each socket's records in order.
    var records: [[Record]] {
        var perSocket: [UInt64: [Record]] = [:]
        for record in scene.held + scene.deferred { perSocket[record.event.cookie, default: []].append(record) }
        return perSocket.values
            .map { $0.sorted { $0.event.sequence < $1.event.sequence } }
            .sorted { $0[0].event.cookie < $1[0].event.cookie }
    }

    private mutating func chance(_ share: Double) -> Bool { random.share() < share }

    private mutating func lossy(_ loss: Double) { scene.ring = chance(loss) ? .loses : .holds }

    private mutating func converse(_ number: Int, _ loss: Double) {
        let ends = [Observation.client, .server, .both].randomElement(using: &random)!
        let client = Owner(process: 100, workload: UInt64.random(in: 10...14, using: &random))
        let talk = Conversation(
            scene, seenBy: ends, number: number, client: client,
            from: IPAddress(10, 0, 1, UInt8.random(in: 1...5, using: &random)), port: ports.randomElement(using: &random)!)
        var time = Double.random(in: 0...500, using: &random)
        lossy(loss)
        guard !chance(0.1) else { return fail(talk, ends, at: time) }
        each(talk, loss, at: time) { $0.opens(at: $1, started: $1 - 1) }
        truth.opened += 1
        if chance(0.1) { answer(talk, ends, loss, &time, isGreeting: true) }
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            ask(talk, ends, loss, &time)
            if chance(0.9) { answer(talk, ends, loss, &time, isGreeting: false) } else { break }
        }
        if chance(0.7) {
            each(talk, loss, at: time + 1) { $0.closes(at: $1) }
            truth.closed += 1
        }
    }

    private mutating func fail(_ talk: Conversation, _ ends: Observation, at time: Double) {
        guard ends.contains(.client) else { return }
        talk.client.fails(at: time)
        truth.failed += 1
    }

    /// The same at both ends, each with its own luck.
    private mutating func each(_ talk: Conversation, _ loss: Double, at time: Double, _ happen: (Socket, Double) -> Void) {
        lossy(loss)
        happen(talk.client, time)
        lossy(loss)
        happen(talk.server, time + 0.125)
    }

    private mutating func ask(_ talk: Conversation, _ ends: Observation, _ loss: Double, _ time: inout Double) {
        time += Double.random(in: 1...200, using: &random)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let bytes = Int.random(in: 1...2000, using: &random)
            lossy(loss)
            talk.client.sends(bytes, at: time)
            lossy(loss)
            talk.server.receives(bytes, at: time + 0.5, arrived: time + 0.25)
            truth.sent += Int64(bytes)
            time += 1
        }
    }

    private mutating func answer(_ talk: Conversation, _ ends: Observation, _ loss: Double, _ time: inout Double, isGreeting: Bool) {
        time += Double.random(in: 1...100, using: &random)
        if !isGreeting { truth.requests += 1 }
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let bytes = Int.random(in: 1...20_000, using: &random)
            lossy(loss)
            talk.server.sends(bytes, at: time)
            lossy(loss)
            talk.client.receives(bytes, at: time + 0.5)
            truth.received += Int64(bytes)
            time += 1
        }
    }
}
