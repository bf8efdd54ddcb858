public import Events

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
        connections[slot].role = event.role
        connections[slot].flags = event.flags
        connections[slot].local = event.local
        connections[slot].remote = event.remote
        connections[slot].expected = event.sequence
        connections[slot].service = event.transport == .unix ? 0 : UInt32(event.servicePort)
        own(event, slot)
        pair(event, slot)
    }

    /// False for an event that comes after a later one of its connection: its news count, its story is over.
    mutating func follow(_ event: ConnectionEvent, _ slot: Int32) -> Bool {
        connections[slot].lastSeen = now
        let expected = connections[slot].expected
        if event.sequence != expected {
            if event.sequence < expected { return false }
            connections[slot].isPartial = true
            abandonExchange(slot) // a request never spans a gap
        }
        connections[slot].expected = event.sequence &+ 1
        if event.role != connections[slot].role {
            connections[slot].role = event.role
            move(event, slot)
        }
        if event.owner.process != connections[slot].process {
            connections[slot].flags = event.flags
            own(event, slot)
        }
        if event.remote != connections[slot].remote { meet(event, slot) }
        return true
    }

    /// A datagram socket speaks with another peer. From whom a server received, only its reply will say: until then what is counted waits.
    private mutating func meet(_ event: ConnectionEvent, _ slot: Int32) {
        guard event.transport == .udp else {
            if event.remote.port != 0 { move(event, slot) }
            return
        }
        if event.remote.port == 0 {
            endExchange(slot, at: event.last, isCut: false)
            leaveFlow(slot)
        } else {
            move(event, slot)
        }
    }

    /// Another process uses the socket now, or a process at last: a worker after the one that listened.
    private mutating func own(_ event: ConnectionEvent, _ slot: Int32) {
        connections[slot].process = event.owner.process
        let isKnown = event.owner.process != 0 || event.owner.cgroupV2 != nil || event.owner.cgroupV1 != nil
        let party: Party = isKnown ? .workload(naming.identify(event.owner)) : .unknown
        guard party != connections[slot].party else { return }
        leaveFlow(slot)
        connections[slot].party = party
        let partner = connections[slot].partner
        if partner != 0 {
            let other = connections.find(partner)
            if other >= 0 { leaveFlow(other) }
        }
    }

    /// The other end is another one, or seen in another light.
    private mutating func move(_ event: ConnectionEvent, _ slot: Int32) {
        if connections[slot].flow >= 0 { leaveFlow(slot) }
        connections[slot].local = event.local
        connections[slot].remote = event.remote
        if event.transport != .unix { connections[slot].service = UInt32(event.servicePort) }
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
        tellFlow(slot)
        deactivate(slot)
        unpair(slot)
        requestHeads[slot] = nil
        connections.remove(slot)
    }

    /// A process has ended, and with it the sockets of which the kernel tells no end, unless somebody shares them; then they will be
    /// met again.
    public mutating func end(_ process: ProcessID) {
        if ended.count < 65_536 { ended.insert(process) }
    }

    private mutating func number(ofPath payload: UnsafeRawBufferPointer) -> UInt32 {
        guard !payload.isEmpty, pathNames.count < limits.flows else { return 0 }
        let bytes = payload.first == 0 ? payload.dropFirst() : payload[...] // abstract names begin with NUL
        let name = (payload.first == 0 ? "@" : "") + String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        if let known = paths[name] { return known }
        pathNames.append(name)
        paths[name] = UInt32(pathNames.count - 1)
        return UInt32(pathNames.count - 1)
    }
}
