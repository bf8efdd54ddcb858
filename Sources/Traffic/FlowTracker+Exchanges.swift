import Events

// Requests by the turn of direction, on any protocol; decoders only add names.
//
// | phase    | client's message        | server's message          | end of connection |
// |----------|-------------------------|---------------------------|-------------------|
// | idle     | request begins          | nothing (a greeting)      | nothing           |
// | request  | same request goes on    | response begins, counted  | unanswered if cut |
// | response | ended; next one begins  | same response goes on     | ended             |
extension FlowTracker {
    mutating func message(_ event: ConnectionEvent, _ payload: UnsafeRawBufferPointer, _ slot: Int32) {
        let end = connections.place(of: slot)
        let isRequest = (event.role == .server) == (event.direction == .receive)
        if end.pointee.guess == nil, !payload.isEmpty { guessProtocol(event, payload, slot) }
        let length = UInt64(event.length)
        end.pointee.sent = event.sent &- (event.direction == .send ? length : 0)
        end.pointee.received = event.received &- (event.direction == .receive ? length : 0)
        if isRequest {
            request(event, payload, slot)
        } else {
            response(event, payload, slot)
        }
        end.pointee.sent = event.sent
        end.pointee.received = event.received
    }

    private mutating func guessProtocol(
        _ event: ConnectionEvent, _ payload: UnsafeRawBufferPointer, _ slot: Int32
    ) {
        let role = event.flags.contains(.roleGuessed) ? .unknown : event.role
        guard let guess = ProtocolGuess(payload, from: MessageSender(role: role, direction: event.direction)) else { return }
        connections[slot].guess = guess
        let flow = connections[slot].flow
        if flow >= 0 { flows[flow].guess = guess }
    }

    private mutating func request(
        _ event: ConnectionEvent, _ payload: UnsafeRawBufferPointer, _ slot: Int32
    ) {
        let end = connections.place(of: slot)
        var head: HTTP1Request?
        var goesOn = false
        if end.pointee.guess == .http1, !payload.isEmpty {
            if case .done(let parsed) = HTTP1Request.parse(payload) { head = parsed }
            // A body that comes after the response began (100 Continue, an early answer) starts like no request.
            goesOn = head == nil && payload.count > 16 && end.pointee.exchange.phase != .idle
                && end.pointee.exchange.method != nil
        }
        if goesOn {
            end.pointee.exchange.isContinued = end.pointee.exchange.phase == .response
            end.pointee.exchange.last = event.time
            return
        }
        if end.pointee.exchange.phase == .request { learnAnswer(event, slot) }
        endExchange(slot, at: event.last, isCut: false)
        begin(event, slot)
        end.pointee.exchange.isHandshake = end.pointee.guess == .tls && TLSRecord(beginning: payload) == .handshake
        guard let head else { return }
        end.pointee.exchange.method = head.method
        if onRequest != nil { requestHeads[slot] = RequestHead(head, in: payload) }
    }

    /// A response that had no event of its own: this one, of what came after, tells when it began.
    mutating func learnAnswer(_ event: ConnectionEvent, _ slot: Int32) {
        guard connections[slot].exchange.phase == .request, let answered = event.answered,
            connections[slot].exchange.start <= answered
        else { return }
        if connections[slot].exchange.isHandshake {
            uncount(slot)
            connections[slot].exchange.phase = .idle
            return
        }
        connections[slot].exchange.phase = .response
        connections[slot].exchange.firstByte = answered
        if connections[slot].exchange.last < answered { connections[slot].exchange.last = answered }
    }

    @inline(__always)
    private mutating func begin(_ event: ConnectionEvent, _ slot: Int32) {
        let end = connections.place(of: slot)
        end.pointee.exchange.phase = .request
        end.pointee.exchange.isContinued = false
        end.pointee.exchange.method = nil
        end.pointee.exchange.status = 0
        end.pointee.exchange.start = event.time
        end.pointee.exchange.last = event.time
        end.pointee.exchange.sentBefore = end.pointee.sent
        end.pointee.exchange.receivedBefore = end.pointee.received
        end.pointee.exchange.queueTime = .max
        if let arrived = event.arrived { end.pointee.exchange.queueTime = event.time.nanoseconds(since: arrived) }
        if onRequest != nil { requestHeads[slot] = nil }
    }

    private mutating func response(
        _ event: ConnectionEvent, _ payload: UnsafeRawBufferPointer, _ slot: Int32
    ) {
        let end = connections.place(of: slot)
        end.pointee.exchange.last = event.time
        if end.pointee.exchange.isContinued { // the kernel counted a turn that is no new response
            uncount(slot)
            end.pointee.exchange.isContinued = false
            return
        }
        guard end.pointee.exchange.phase == .request else { return }
        if end.pointee.exchange.isHandshake {
            uncount(slot)
            end.pointee.exchange.phase = .idle
            return
        }
        if end.pointee.guess == .http1, case .done(let head) = HTTP1Response.parse(payload) {
            if head.status < 200, head.status != 101 { // an interim response (RFC 9110, 15.2): the real one follows
                uncount(slot)
                return
            }
            end.pointee.exchange.status = head.status
            if head.status >= 500 { countError(slot) }
        }
        end.pointee.exchange.phase = .response
        end.pointee.exchange.firstByte = event.time
    }

    /// The exchange is over, with its last byte at `last`.
    mutating func endExchange(_ slot: Int32, at last: MonotonicTime?, isCut: Bool) {
        let phase = connections[slot].exchange.phase
        connections[slot].exchange.phase = .idle
        switch phase {
        case .idle: return
        case .request:
            if isCut { countUnanswered(slot) }
        case .response:
            if let last, connections[slot].exchange.last < last { connections[slot].exchange.last = last }
            complete(slot)
        }
    }

    mutating func abandonExchange(_ slot: Int32) {
        connections[slot].exchange.phase = .idle
        connections[slot].exchange.isContinued = false
    }
}
