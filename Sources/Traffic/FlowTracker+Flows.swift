import Events

// What is counted and timed goes to a flow, once it is known who is at both ends.
extension FlowTracker {
    /// The news of an event. Nothing else is ever summed.
    mutating func count(_ event: ConnectionEvent, _ slot: Int32) {
        if event.news.isTraffic, connections[slot].isTold, !connections[slot].isPartial {
            countTraffic(event, slot)
        } else {
            countAll(event, slot)
        }
    }

    /// What nearly every event tells: bytes and requests, to a flow that is known.
    private mutating func countTraffic(_ event: ConnectionEvent, _ slot: Int32) {
        let end = connections.place(of: slot)
        guard end.pointee.counts else { return }
        let isServer = event.role == .server
        let sent = isServer ? event.news.received : event.news.sent
        let received = isServer ? event.news.sent : event.news.received
        let requests = Int64(event.news.exchanges)
        let flow = flows.place(of: knownFlow(slot))
        flow.pointee.counters.sent &+= sent
        flow.pointee.counters.received &+= received
        flow.pointee.counters.requests &+= requests
        flow.pointee.lastSeen = now
        flow.pointee.observed.insert(isServer ? .server : .client)
        guard end.pointee.standsIn else { return }
        end.pointee.ledger.sent &+= sent
        end.pointee.ledger.received &+= received
        end.pointee.ledger.requests &+= requests
    }

    private mutating func countAll(_ event: ConnectionEvent, _ slot: Int32) {
        let news = event.news
        connections[slot].resets &+= news.resets
        if event.kind == .open || news.opened > 0 { noteOpening(event, slot) }
        var told = FlowCounters()
        told.retransmits = Int64(news.retransmits) // each end counts its own
        if connections[slot].counts {
            let isServer = event.role == .server
            told.sent = isServer ? news.received : news.sent
            told.received = isServer ? news.sent : news.received
            told.requests = Int64(news.exchanges)
            told.opened = Int64(news.opened)
            told.closed = Int64(news.closed)
            told.failed = Int64(news.failed)
            told.resets = Int64(news.resets)
        }
        add(told, slot)
    }

    private mutating func noteOpening(_ event: ConnectionEvent, _ slot: Int32) {
        if event.role == .client, let started = event.started, let established = event.established, event.news.opened > 0 {
            connections[slot].connectTime = established.nanoseconds(since: started)
        }
        if connections[slot].isTold, !connections[slot].isClosed { join(slot) }
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

    private mutating func add(_ told: FlowCounters, _ slot: Int32) {
        if !connections[slot].isTold || connections[slot].standsIn { connections[slot].ledger += told }
        if connections[slot].isTold { addToFlow(told, slot) }
    }

    private mutating func addToFlow(_ told: FlowCounters, _ slot: Int32) {
        let flow = knownFlow(slot)
        flows[flow].counters += told
        flows[flow].lastSeen = now
        flows[flow].observed.insert(connections[slot].role == .server ? .server : .client)
        if connections[slot].isPartial {
            flows[flow].isPartial = true
            connections[slot].isPartial = false
        }
    }

    /// From now on the flow hears of everything, and first of what waited: by now both ends have been seen if both are here.
    mutating func tellFlow(_ slot: Int32) {
        if !connections[slot].isTold {
            if connections[slot].isClosed, connections[slot].ledger.isZero, !connections[slot].isPartial { return }
            connections[slot].isTold = true
            let waiting = connections[slot].ledger
            if !connections[slot].standsIn { connections[slot].ledger = FlowCounters() }
            addToFlow(waiting, slot)
        }
        if !connections[slot].isClosed { join(slot) }
        let connectTime = connections[slot].connectTime
        if connectTime > 0 {
            connections[slot].connectTime = 0
            FlowTimes.record(connectTime, in: &flows[knownFlow(slot)].times.connect)
        }
    }

    /// The client's end is here: what this end has counted in its place, that end counts too.
    mutating func standDown(_ slot: Int32, for client: Int32) {
        var taken = FlowCounters()
        if connections[slot].isTold { taken -= connections[slot].ledger }
        taken.retransmits = 0
        let kept = connections[slot].isTold ? 0 : connections[slot].ledger.retransmits
        connections[slot].ledger = FlowCounters()
        connections[slot].ledger.retransmits = kept
        if client >= 0, !taken.isZero { add(taken, client) }
    }

    @inline(__always)
    mutating func knownFlow(_ slot: Int32) -> Int32 {
        if connections[slot].flow < 0 { connections[slot].flow = findFlow(slot) }
        return connections[slot].flow
    }

    private mutating func join(_ slot: Int32) {
        guard !connections[slot].isActive, connections[slot].counts else { return }
        connections[slot].isActive = true
        flows[knownFlow(slot)].active += 1
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

extension ConnectionEvent.News {
    /// Bytes and requests, and nothing of the connection itself.
    @inline(__always) var isTraffic: Bool { opened | closed | failed | retransmits | resets == 0 }
}
