import Events

extension FlowTracker {
    /// What of a connection was not counted, told to its flow.
    mutating func reconcile(_ event: ConnectionEvent, _ slot: Int32) {
        guard !event.residue.isNone else { return }
        tellFlow(slot)
        guard connections[slot].isTold else { return }
        flows[knownFlow(slot)].residue += event.residue
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
