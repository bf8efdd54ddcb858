import Events

/// The flows by key, in slots that stay put. Full, it counts everything new in one flow without names, and says so.
struct FlowTable: ~Copyable {
    private var flows = Slots<Flow>()
    private var index: [FlowKey: Int32] = [:]
    private let limit: Int
    /// Connections whose flow found no place.
    private(set) var overflowed: UInt64 = 0

    private static let overflowKey = FlowKey(client: .unknown, server: .unknown, transport: .tcp, service: 0)

    init(limit: Int) { self.limit = limit }

    var count: Int { index.count }

    subscript(slot: Int32) -> Flow {
        @inline(__always) _read { yield flows[slot] }
        @inline(__always) nonmutating _modify { yield &flows[slot] }
    }

    /// Where a flow lies until the next one is found.
    @inline(__always) func place(of slot: Int32) -> UnsafeMutablePointer<Flow> { flows.place(of: slot) }

    mutating func slot(of key: FlowKey, server: Endpoint, client: IPAddress?, dialled: Endpoint?) -> Int32 {
        if let slot = index[key] {
            if self[slot].client != client { self[slot].client = nil }
            if self[slot].dialled != dialled { self[slot].dialled = nil }
            return slot
        }
        guard index.count < limit || key == Self.overflowKey else {
            overflowed += 1
            return slot(of: Self.overflowKey, server: server, client: nil, dialled: nil)
        }
        let slot = flows.insert(Flow(key: key, server: server, client: client, dialled: dialled))
        index[key] = slot
        return slot
    }

    /// All slots in use, in no order.
    var slots: some Collection<Int32> { index.values }

    mutating func remove(_ slot: Int32) {
        guard index.removeValue(forKey: self[slot].key) != nil else { return }
        flows.giveBack(slot)
    }
}
