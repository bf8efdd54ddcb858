import Events

// What is counted and timed goes to a flow, once it is known who is at both ends.
extension FlowTracker {
    /// The news of an event. Nothing else is ever summed.
    mutating func count(_ event: ConnectionEvent, _ slot: Int32) {
        let news = event.news
        connections[slot].resets &+= news.resets
        if event.kind == .open || news.opened > 0 { activate(event, slot) }
        guard connections[slot].counts else { return }
        let isServer = event.role == .server
        var told = FlowCounters()
        told.sent = isServer ? news.received : news.sent
        told.received = isServer ? news.sent : news.received
        told.requests = Int64(news.exchanges)
        told.opened = Int64(news.opened)
        told.closed = Int64(news.closed)
        told.failed = Int64(news.failed)
        told.retransmits = Int64(news.retransmits)
        told.resets = Int64(news.resets)
        add(told, slot)
    }

    private mutating func add(_ told: FlowCounters, _ slot: Int32) {
        let flow = connections[slot].flow
        if flow < 0 {
            connections[slot].pending += told
            return
        }
        flows[flow].counters += told
        flows[flow].lastSeen = now
        flows[flow].observed.insert(connections[slot].role == .server ? .server : .client)
        if connections[slot].isPartial {
            flows[flow].isPartial = true
            connections[slot].isPartial = false
        }
    }

    private mutating func activate(_ event: ConnectionEvent, _ slot: Int32) {
        if event.role == .client, let started = event.started, let established = event.established, event.news.opened > 0 {
            connections[slot].connectTime = established.nanoseconds(since: started)
        }
        connections[slot].isClosed = false
        if connections[slot].flow >= 0 { join(slot) }
    }

    mutating func uncount(_ slot: Int32) { adjust(slot) { $0.requests -= 1 } }
    mutating func countError(_ slot: Int32) { adjust(slot) { $0.errors += 1 } }
    mutating func countUnanswered(_ slot: Int32) { adjust(slot) { $0.unanswered += 1 } }

    private mutating func adjust(_ slot: Int32, _ change: (inout FlowCounters) -> Void) {
        guard connections[slot].counts else { return }
        var told = FlowCounters()
        change(&told)
        add(told, slot)
    }

    /// The flow of a connection, found when it is first needed: by then both ends have been seen if both are here.
    mutating func tellFlow(_ slot: Int32) {
        if connections[slot].flow < 0 {
            guard connections[slot].counts ? !connections[slot].pending.isZero || !connections[slot].isClosed : true else { return }
            connections[slot].flow = findFlow(slot)
            if !connections[slot].isClosed { join(slot) }
        }
        let pending = connections[slot].pending
        connections[slot].pending = FlowCounters()
        if connections[slot].counts { add(pending, slot) }
        let connectTime = connections[slot].connectTime
        if connectTime > 0 {
            connections[slot].connectTime = 0
            FlowTimes.record(connectTime, in: &flows[connections[slot].flow].times.connect)
        }
    }

    private mutating func findFlow(_ slot: Int32) -> Int32 {
        let connection = connections[slot]
        let partner = connection.partner == 0 ? -1 : connections.find(connection.partner)
        let other: Party =
            partner >= 0
            ? connections[partner].party
            : connection.transport == .unix || connection.remote.address.isUnspecified ? .unknown : .address(connection.remote.address)
        let isServer = connection.role == .server
        let service = partner >= 0 && !isServer ? connections[partner].service : connection.service
        let key = FlowKey(
            client: isServer ? other : connection.party, server: isServer ? connection.party : other,
            transport: connection.transport, service: service)
        var server = isServer ? connection.local : connection.remote
        if partner >= 0, !isServer, !connections[partner].local.address.isUnspecified { server = connections[partner].local }
        let flow = flows.slot(of: key, server: server, client: (isServer ? connection.remote : connection.local).address)
        if let guess = connection.guess { flows[flow].guess = guess }
        if connection.flags.contains(.older) { flows[flow].isOlder = true }
        if connection.flags.contains(.roleGuessed) { flows[flow].isGuessed = true }
        return flow
    }

    private mutating func join(_ slot: Int32) {
        guard !connections[slot].isActive, connections[slot].counts else { return }
        connections[slot].isActive = true
        flows[connections[slot].flow].active += 1
    }

    mutating func deactivate(_ slot: Int32) {
        guard connections[slot].isActive else { return }
        connections[slot].isActive = false
        flows[connections[slot].flow].active -= 1
    }

    /// Somebody else turned out to be at an end: what comes from now on belongs to another flow.
    mutating func leaveFlow(_ slot: Int32) {
        guard connections[slot].flow >= 0 else { return }
        deactivate(slot)
        connections[slot].flow = -1
    }
}
