public import Events

// The end of an interval: what is over is ended, what is old forgotten, and every flow that did something is told.
extension FlowTracker {
    /// Ends responses of which nothing moved for a while, tells what waits, forgets the closed and the silent.
    ///
    /// - Parameter time: now, by the clock of the events. The caller has asked for a snapshot first, so that the last bytes are known.
    public mutating func settle(at time: MonotonicTime) {
        if now < time { now = time }
        for slot in connections.all where connections[slot].cookie != 0 {
            let silent = now.nanoseconds(since: connections[slot].lastSeen)
            if connections[slot].exchange.phase == .response,
                now.nanoseconds(since: connections[slot].exchange.last) >= limits.settle {
                endExchange(slot, at: nil, isCut: false)
            }
            tellFlow(slot)
            noteLink(slot)
            let isOver = connections[slot].isClosed && silent > limits.linger
            let isGone = connections[slot].transport != .tcp
                && (silent > limits.idle || ended.contains(connections[slot].process))
            if isOver || isGone { forget(slot) }
        }
        ended.removeAll(keepingCapacity: true)
    }

    /// What each flow did since the last call, in no order; flows that did nothing and hold nothing open are left out, and those
    /// that have been so for a while are forgotten.
    public mutating func report() -> [FlowReport] {
        var reports: [FlowReport] = []
        for slot in Array(flows.slots) {
            let counters = flows[slot].counters
            guard !counters.isZero || !flows[slot].residue.isNone || flows[slot].active > 0 || !flows[slot].times.isEmpty
                || flows[slot].isPartial
            else {
                flows[slot].times = FlowTimes()
                if now.nanoseconds(since: flows[slot].lastSeen) > limits.idle, flows[slot].active <= 0 { remove(slot) }
                continue
            }
            totals.counters += counters
            totals.residue += flows[slot].residue
            if flows[slot].isPartial, !flows[slot].wasPartial {
                flows[slot].wasPartial = true
                totals.partialFlows += 1
            }
            if flows[slot].isUnnamed { totals.unnamedBytes &+= counters.sent &+ counters.received }
            reports.append(FlowReport(flows[slot]))
            flows[slot].beginInterval()
        }
        return reports
    }

    /// Sums of what has been reported so far, and of all events.
    public func summary() -> CaptureTotals {
        var sums = totals
        sums.evicted = connections.evicted
        sums.overflowed = flows.overflowed
        return sums
    }

    /// Every workload that a connection or a flow still names. Not for the hot path.
    public func workloads() -> Set<WorkloadID> {
        var named: Set<WorkloadID> = []
        for slot in connections.all where connections[slot].cookie != 0 { connections[slot].party.enter(&named) }
        for slot in flows.slots {
            flows[slot].key.client.enter(&named)
            flows[slot].key.server.enter(&named)
        }
        return named
    }

    /// Ends everything that is under way, as the capture ends: requests whose response had begun are complete as far as anybody knows.
    public mutating func finish() {
        for slot in connections.all where connections[slot].cookie != 0 {
            endExchange(slot, at: nil, isCut: false)
            tellFlow(slot)
        }
    }

    /// Another capture begins, of which nothing is known: the connections of this one are left, neither open any more nor closed.
    public mutating func leaveConnections() {
        for slot in connections.all where connections[slot].cookie != 0 { forget(slot) }
    }

    /// One that is open and silent is a link too.
    private func noteLink(_ slot: Int32) {
        guard keepsLinks, connections[slot].isActive, let id = connections[slot].linkID else { return }
        flows[connections[slot].flow].links.note(LinkSample.Link(id: id, requests: 0, time: 0))
    }

    /// Connections remember their flow's slot, so those of a forgotten flow must find a new one.
    private mutating func remove(_ flow: Int32) {
        for slot in connections.all where connections[slot].flow == flow { connections[slot].flow = -1 }
        flows.remove(flow)
    }
}

extension Flow {
    var isUnnamed: Bool {
        if case .workload = key.client { return false }
        if case .workload = key.server { return false }
        return true
    }
}

extension FlowTimes {
    var isEmpty: Bool {
        [request, firstByte, queue, server, connect].allSatisfy { $0?.isEmpty ?? true }
    }
}

extension Party {
    fileprivate func enter(_ named: inout Set<WorkloadID>) {
        if case .workload(let id) = self { named.insert(id) }
    }
}
