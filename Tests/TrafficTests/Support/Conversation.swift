import Events
import Traffic

/// A TCP connection between a client, workload 10, and a server, workload 20 on port 8080, both on this host unless said otherwise.
///
/// Each end is scripted by itself (`client.sends`, `server.receives`), or both together: `asks`, `answers`.
struct Conversation {
    let client: Socket
    let server: Socket

    init(
        _ scene: Scene, seenBy ends: Observation = .both, number: Int = 1, client: Owner = Owner(process: 100, workload: 10),
        server: Owner = Owner(process: 200, workload: 20), from address: IPAddress = .client, port: UInt16 = 8080, listener: Owner? = nil
    ) {
        let from = Endpoint(address: address, port: UInt16(40_000 + number % 20_000))
        let to = Endpoint(address: .server, port: port)
        self.client = Socket(scene, cookie: UInt64(number) * 2, owner: client, isWatched: ends.contains(.client))
        self.client.prepare(role: .client, local: from, remote: to, owner: client, sequences: (UInt32(number), UInt32(number) + 7))
        self.server = Socket(scene, cookie: UInt64(number) * 2 + 1, owner: server, isWatched: ends.contains(.server))
        self.server.prepare(
            role: .server, local: to, remote: from, owner: listener ?? server, sequences: (UInt32(number) + 7, UInt32(number)))
        if listener != nil { self.server.state.flags.insert(.ownerListens) }
    }

    /// connect() returns after `took`; the server's end stands a little later.
    func opens(at time: Double, took: Double = 1) {
        client.opens(at: time + took, started: time)
        server.opens(at: time + took + 0.125)
    }

    /// The client sends; it arrives 0.25 ms later and is read another 0.25 ms later.
    func asks(_ bytes: Int, at time: Double, _ payload: String = "") {
        client.sends(bytes, at: time, payload)
        server.receives(bytes, at: time + 0.5, arrived: time + 0.25, payload)
    }

    /// The server sends; the client reads it 0.5 ms later.
    func answers(_ bytes: Int, at time: Double, _ payload: String = "") {
        server.sends(bytes, at: time, payload)
        client.receives(bytes, at: time + 0.5, payload)
    }

    func closes(at time: Double) {
        client.closes(at: time)
        server.closes(at: time + 0.25)
    }
}

extension Socket {
    fileprivate func prepare(
        role: ConnectionEvent.Role, local: Endpoint, remote: Endpoint, owner: Owner, sequences: (UInt32, UInt32)
    ) {
        state.role = role
        state.local = local
        state.remote = remote
        state.owner = owner
        (state.initialSequenceSent, state.initialSequenceReceived) = sequences
    }
}

extension [FlowReport] {
    /// Sums over all flows.
    var counters: FlowCounters { reduce(into: FlowCounters()) { $0 += $1.counters } }
}
