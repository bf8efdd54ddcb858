import Events

// Connections: found or made, linked to their other end, kept in order, ended.
extension FlowTracker {
    mutating func connection(of event: ConnectionEvent, _ payload: UnsafeRawBufferPointer) -> Int32 {
        let found = connections.find(event.cookie)
        if found >= 0 { return found }
        if connections.isFull { forget(connections.victim()) }
        let slot = connections.insert(event.cookie)
        describe(event, slot)
        if event.transport == .unix, event.kind == .open { connections[slot].service = number(ofPath: payload) }
        return slot
    }

    /// Who and where, from the first event or from one that tells more.
    private mutating func describe(_ event: ConnectionEvent, _ slot: Int32) {
        connections[slot].transport = event.transport
        connections[slot].local = event.local
        connections[slot].remote = event.remote
        connections[slot].expected = event.sequence
        // Of its opening nobody has told: that event is lost.
        connections[slot].isPartial = event.news.opened > 0 && event.sequence > 0 && event.kind != .open
        play(event, slot)
        own(event, slot)
        pair(event, slot)
    }

    /// False for an event that comes after a later one of its connection: its news count, its story is over.
    mutating func follow(_ event: ConnectionEvent, _ slot: Int32) -> Bool {
        let end = connections.place(of: slot)
        end.pointee.lastSeen = now
        let expected = end.pointee.expected
        if event.sequence != expected {
            if event.sequence < expected { return false }
            end.pointee.isPartial = true
            abandonExchange(slot) // a request never spans a gap
        }
        end.pointee.expected = event.sequence &+ 1
        if event.kind == .open || event.news.opened > 0 { end.pointee.isClosed = false }
        if event.role != end.pointee.role { play(event, slot) }
        if event.transport == .unix, end.pointee.pairKey == 0 { pair(event, slot) } // its other end was accepted meanwhile
        if event.owner.process != end.pointee.process { own(event, slot) }
        if event.remote != end.pointee.remote, event.remote.port != 0 || event.transport == .udp {
            move(event, slot)
        }
        return true
    }

    private mutating func play(_ event: ConnectionEvent, _ slot: Int32) {
        let counted = connections[slot].counts
        connections[slot].role = event.role
        connections[slot].flags = event.flags
        if counted, !connections[slot].counts { standDown(slot, for: partner(of: slot)) }
        if event.transport != .unix { connections[slot].service = UInt32(event.servicePort) }
    }

    /// Another process uses the socket now, or a process at last: a worker after the one that listened.
    private mutating func own(_ event: ConnectionEvent, _ slot: Int32) {
        connections[slot].process = event.owner.process
        connections[slot].flags = event.flags
        let isKnown = event.owner.process != 0 || event.owner.cgroupV2 != nil || event.owner.cgroupV1 != nil
        let party: Party = isKnown ? .workload(naming.identify(event.owner)) : .unknown
        guard party != connections[slot].party else { return }
        leaveFlow(slot)
        connections[slot].party = party
        let other = partner(of: slot)
        if other >= 0 { leaveFlow(other) }
    }

    /// A datagram socket speaks with another peer. What it did with the one before is over; only what came from a peer without a
    /// port waits, since the answer tells from whom it was.
    private mutating func move(_ event: ConnectionEvent, _ slot: Int32) {
        if connections[slot].exchange.phase == .response { endExchange(slot, at: event.last, isCut: false) }
        if connections[slot].remote.port != 0 { tellFlow(slot) }
        leaveFlow(slot)
        if connections[slot].isTold || !connections[slot].counts { connections[slot].ledger = FlowCounters() }
        connections[slot].isTold = false
        connections[slot].isPaired = false
        connections[slot].local = event.local
        connections[slot].remote = event.remote
        play(event, slot)
        unpair(slot)
        pair(event, slot)
    }

    mutating func close(_ event: ConnectionEvent, _ slot: Int32) {
        endExchange(slot, at: event.last, isCut: connections[slot].resets > 0 || event.error != 0)
        connections[slot].isClosed = true // until it is opened: a socket whose connect failed may try again
        tellFlow(slot)
        deactivate(slot)
    }

    /// Drops a connection from the tables. What it counted is told first.
    mutating func forget(_ slot: Int32) {
        endExchange(slot, at: nil, isCut: false)
        tellFlow(slot)
        deactivate(slot)
        unpair(slot)
        requestHeads[slot] = nil
        connections.remove(slot)
    }

    private mutating func number(ofPath payload: UnsafeRawBufferPointer) -> UInt32 {
        guard !payload.isEmpty else { return 0 }
        let bytes = payload.first == 0 ? payload.dropFirst() : payload[...] // abstract names begin with NUL
        let name = (payload.first == 0 ? "@" : "") + String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        if let known = paths[name] { return known }
        guard pathNames.count < limits.flows else { return 0 }
        pathNames.append(name)
        paths[name] = UInt32(pathNames.count - 1)
        return UInt32(pathNames.count - 1)
    }
}
