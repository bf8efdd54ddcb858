import Events

extension FlowTracker {
    /// What of a connection was not counted, told to its flow. Of what a program moved the end tells that counts it, so that both together
    /// are what TCP counted; of what it did not read and what was not confirmed each end tells its own.
    mutating func reconcile(_ event: ConnectionEvent, _ slot: Int32) {
        var residue = event.residue
        if !connections[slot].counts { (residue.earlier, residue.unseen) = (0, 0) }
        guard !residue.isNone else { return }
        tellFlow(slot)
        guard connections[slot].isTold else { return }
        flows[knownFlow(slot)].residue += residue
    }
}

extension ConnectionEvent.Residue {
    public var isNone: Bool { earlier | unseen | unread | unacknowledged == 0 }

    static func += (left: inout Self, right: Self) {
        left.earlier &+= right.earlier
        left.unseen &+= right.unseen
        left.unread &+= right.unread
        left.unacknowledged &+= right.unacknowledged
    }
}
