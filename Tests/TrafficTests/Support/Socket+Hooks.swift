import Events

// What happens to a socket, as a test says it. Times in milliseconds.
extension Socket {
    /// connect() was called at `started`, or a listener's socket was made; now the connection stands.
    func opens(at time: Double, started: Double? = nil) {
        state.started = moment(started ?? time)
        state.established = moment(time)
        isGone = false
        totals.opened += 1
        emit(.open, at: moment(time))
    }

    func sends(_ bytes: Int, at time: Double, _ payload: String = "") {
        transfer(.send, bytes, at: moment(time), arrived: nil, payload: Array(payload.utf8))
    }

    func receives(_ bytes: Int, at time: Double, arrived: Double? = nil, _ payload: String = "") {
        transfer(.receive, bytes, at: moment(time), arrived: arrived.map(moment), payload: Array(payload.utf8))
    }

    /// The socket is destroyed.
    func closes(at time: Double, error: Int32 = 0) {
        guard !isGone else { return }
        isGone = true
        totals.closed += 1
        state.error = error
        emit(.close, at: moment(time), isLastWord: true)
    }

    /// connect() was refused, or timed out.
    func fails(at time: Double, error: Int32 = 111) {
        state.error = error
        totals.failed += 1
        emit(.close, at: moment(time), isLastWord: true)
        state.started = nil
    }

    func isReset() { totals.resets += 1 }
    func retransmits(_ segments: Int32) { totals.retransmits += segments }

    /// The reader asks for totals.
    func isAsked(at time: Double) {
        if hasNews { emit(.snapshot, at: moment(time)) }
    }

    /// A datagram to a peer, from a socket that is not connected (bpf/transfer.h, datagram_peer).
    func sends(_ bytes: Int, to peer: Endpoint, at time: Double) {
        if state.remote.port != peer.port {
            if state.remote.port != 0, hasNews { emit(.snapshot, at: moment(time)) }
            if state.remote.port != 0 { state.direction = .none }
        }
        state.remote = peer
        sends(bytes, at: time)
    }

    /// A datagram from somebody, whom the programs do not learn: a server that has answered keeps the peer's address, but not the port.
    func receivesFromSomebody(_ bytes: Int, at time: Double, arrived: Double? = nil) {
        touch(.receive)
        if state.role == .server, state.direction != .receive { state.remote.port = 0 }
        receives(bytes, at: time, arrived: arrived)
    }
}
