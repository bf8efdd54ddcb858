import Events
import Traffic

/// Random conversations on overlapping times, what they come to, and the records that the kernel makes of them as long as nothing goes wrong.
///
/// TCP with one end here or both, unix pairs, datagrams of one end. They are played in the order of their time, so that the reader's
/// questions for totals fall into the middle of messages.
struct FaultScene {
    /// One conversation; an end that nobody watches is nil.
    struct Talk {
        var client: Socket?
        var server: Socket?
        var port: UInt16 = 0

        /// Who is counted: the client's end, when something of it was heard.
        func teller(heard: Set<UInt64>) -> Socket? {
            client.flatMap { heard.contains($0.state.cookie) ? $0 : nil } ?? server
        }
    }

    let scene: Scene
    private(set) var talks: [Talk] = []
    var random: FaultRandom
    private var acts: [(time: Double, act: () -> Void)] = []
    private let ends: [Observation]

    /// Milliseconds.
    static let interval = 250.0

    /// - Parameter ends: which ends of a TCP connection may be here.
    init(_ random: FaultRandom, talks count: Int, ends: [Observation] = [.client, .server, .both, .both]) {
        self.random = random
        self.ends = ends
        scene = Scene(takesPayload: self.random.chance(0.5))
        scene.ring = .holds
        for number in 1...count { converse(number) }
        let end = acts.reduce(0) { max($0, $1.time) } + Self.interval
        for time in stride(from: Self.interval, through: end, by: Self.interval) { at(time) { [scene] in scene.ask(at: $0) } }
        for (_, act) in acts.sorted(by: { $0.time < $1.time }) { act() }
        scene.ask(at: end) // so that nothing stays untold
    }

    private mutating func converse(_ number: Int) {
        let start = random.milliseconds(0...1000)
        switch random.whole(0...9) {
        case 0 where ends.contains(.both): talkLocally(number, from: start)
        case 1: talkInDatagrams(number, from: start)
        case 2: fail(number, at: start)
        default: talk(number, from: start)
        }
    }

    private mutating func connection(_ number: Int) -> Conversation {
        let ends = random.one(of: ends)
        let port = UInt16(1000 + number)
        let talk = Conversation(
            scene, seenBy: ends, number: number, client: Owner(process: 100, workload: UInt64(random.whole(10...14))), port: port,
            listener: random.chance(0.2) ? Owner(process: 300, workload: 30) : nil)
        talks.append(Talk(
            client: ends.contains(.client) ? talk.client : nil, server: ends.contains(.server) ? talk.server : nil, port: port))
        return talk
    }

    private mutating func talk(_ number: Int, from start: Double) {
        let talk = connection(number)
        var time = start
        if random.chance(0.1) { // older than the capture
            for socket in [talk.client, talk.server] { socket.state.flags.insert(.older) }
        } else {
            at(time) { talk.opens(at: $0) }
        }
        if random.chance(0.1) { exchange(talk, answerOnly: true, &time) }
        for _ in 0..<random.whole(0...6) { exchange(talk, answerOnly: false, &time) }
        if random.chance(0.1) { at(time + 1) { _ in talk.client.isReset(); talk.server.isReset() } }
        if random.chance(0.7) { at(time + 2) { talk.closes(at: $0) } }
    }

    private mutating func exchange(_ talk: Conversation, answerOnly: Bool, _ time: inout Double) {
        let isHTTP = random.chance(0.5)
        time += random.milliseconds(1...150)
        for part in 0..<(answerOnly ? 0 : random.whole(1...3)) {
            let (bytes, text) = (random.whole(1...2000), part == 0 && isHTTP ? "GET /\(part) HTTP/1.1\r\n\r\n" : "")
            at(time) { talk.asks(bytes, at: $0, text) }
            time += random.milliseconds(1...3)
        }
        guard answerOnly || random.chance(0.9) else { return }
        time += random.milliseconds(1...80)
        for part in 0..<random.whole(1...4) {
            let (bytes, text) = (random.whole(1...20_000), part == 0 && isHTTP ? "HTTP/1.1 200 OK\r\n" : "")
            at(time) { talk.answers(bytes, at: $0, text) }
            time += random.milliseconds(1...200)
        }
        if random.chance(0.1) { at(time) { _ in talk.client.retransmits(1); talk.server.retransmits(2) } }
        if random.chance(0.05) { at(time) { _ in talk.server.owner = Owner(process: 201, workload: 21) } } // another worker goes on
    }

    private mutating func fail(_ number: Int, at start: Double) {
        let talk = connection(number)
        at(start) { talk.client.fails(at: $0) }
    }

    private mutating func talkLocally(_ number: Int, from start: Double) {
        let pair = UnixPair(scene, path: "/run/\(number)", number: UInt64(number))
        talks.append(Talk(client: pair.client, server: pair.server))
        var time = start
        for _ in 0..<random.whole(1...5) {
            let (asked, answered) = (random.whole(1...500), random.whole(1...500))
            at(time) { pair.asks(asked, at: $0) }
            at(time + 2) { pair.answers(answered, at: $0) }
            time += random.milliseconds(3...200)
        }
    }

    private mutating func talkInDatagrams(_ number: Int, from start: Double) {
        let here = Endpoint(address: .client, port: UInt16(40_000 + number))
        let socket = scene.datagramSocket(UInt64(number) * 2, local: here, remote: .nowhere, workload: 10)
        talks.append(Talk(client: socket))
        for index in 0..<random.whole(1...6) {
            let (bytes, peer) = (random.whole(1...500), Endpoint(10, 9, 0, UInt8(random.whole(1...3)), port: 53))
            at(start + Double(index) * 50) { socket.sends(bytes, to: peer, at: $0) }
            if random.chance(0.7) { at(start + Double(index) * 50 + 10) { socket.receives(bytes * 2, at: $0) } }
        }
    }

    private mutating func at(_ time: Double, _ act: @escaping (Double) -> Void) { acts.append((time, { act(time) })) }
}

extension Scene {
    /// Those that somebody has used.
    fileprivate func ask(at time: Double) {
        for socket in sockets where socket.state.role != .unknown { socket.isAsked(at: time) }
    }
}
