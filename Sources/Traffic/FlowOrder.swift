import Events

extension FlowKey: Comparable {
    /// An order that is the same each time for the same names, and means nothing else.
    public static func < (a: FlowKey, b: FlowKey) -> Bool {
        if a.server != b.server { return a.server.rank < b.server.rank }
        if a.client != b.client { return a.client.rank < b.client.rank }
        return (a.service, a.transport.rawValue) < (b.service, b.transport.rawValue)
    }
}

extension Party {
    fileprivate var rank: (UInt8, UInt64, UInt64) {
        switch self {
        case .workload(let id): (0, UInt64(id.index), 0)
        case .address(let address): (1, address.high, address.low)
        case .unknown: (2, 0, 0)
        }
    }
}
