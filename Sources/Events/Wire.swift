internal import CEvents

// From the kernel's structures to ours, field by field.

extension ConnectionEvent {
    /// An event with nothing in it, to be filled by the decoder or by a test.
    public init() {
        kind = .open
        transport = .tcp
        role = .unknown
        direction = .none
        flags = []
        time = MonotonicTime(nanoseconds: 0)
        cookie = 0
        peerCookie = 0
        sequence = 0
        length = 0
        error = 0
        news = News()
        sent = 0
        received = 0
        started = nil
        established = nil
        arrived = nil
        answered = nil
        last = nil
        local = Endpoint(address: IPAddress(high: 0, low: 0), port: 0)
        remote = local
        networkNamespace = 0
        owner = Owner(process: 0, command: Command(high: 0, low: 0), cgroupV2: nil, cgroupV1: nil)
        thread = 0
        peerProcess = 0
        initialSequenceSent = 0
        initialSequenceReceived = 0
        residue = Residue()
    }

    /// False when a value is out of range; then the event is half filled and must not be used.
    mutating func read(_ wire: UnsafePointer<weir_connection>) -> Bool {
        guard let kind = Kind(rawValue: UInt8(truncatingIfNeeded: wire.pointee.header.kind)),
            let transport = Transport(rawValue: wire.pointee.transport),
            let role = Role(rawValue: wire.pointee.role),
            let direction = Direction(rawValue: wire.pointee.direction),
            wire.pointee.cookie != 0 // no socket has that number
        else { return false }
        self.kind = kind
        self.transport = transport
        self.role = role
        self.direction = direction
        flags = Flags(rawValue: wire.pointee.flags)
        cookie = wire.pointee.cookie
        peerCookie = wire.pointee.peer_cookie
        sequence = wire.pointee.sequence
        length = wire.pointee.length
        error = wire.pointee.error
        readTimes(wire)
        readTotals(wire)
        readEnds(wire)
        owner = Owner(wire)
        thread = wire.pointee.thread
        residue = kind == .close || kind == .snapshot ? Residue(wire) : Residue()
        return true
    }

    private mutating func readTimes(_ wire: UnsafePointer<weir_connection>) {
        time = MonotonicTime(nanoseconds: wire.pointee.header.time)
        started = .init(wire: wire.pointee.started)
        established = .init(wire: wire.pointee.established)
        arrived = .init(wire: wire.pointee.arrived)
        answered = .init(wire: wire.pointee.answered)
        last = .init(wire: wire.pointee.last)
    }

    private mutating func readTotals(_ wire: UnsafePointer<weir_connection>) {
        sent = wire.pointee.totals.sent
        received = wire.pointee.totals.received
        news = News(totals: wire.pointee.totals, reported: wire.pointee.reported)
    }

    private mutating func readEnds(_ wire: UnsafePointer<weir_connection>) {
        local = Endpoint(address: IPAddress(wire.pointee.local_address), port: wire.pointee.local_port)
        remote = Endpoint(address: IPAddress(wire.pointee.remote_address), port: wire.pointee.remote_port)
        networkNamespace = wire.pointee.network_namespace
        peerProcess = wire.pointee.peer_process
        initialSequenceSent = wire.pointee.isn_sent
        initialSequenceReceived = wire.pointee.isn_received
    }
}

extension ConnectionEvent.News {
    /// Wrapping: a counter may be read between two processors' updates.
    init(totals: weir_totals, reported: weir_totals) {
        sent = Int64(bitPattern: totals.sent &- reported.sent)
        received = Int64(bitPattern: totals.received &- reported.received)
        exchanges = Int32(bitPattern: totals.exchanges &- reported.exchanges)
        retransmits = Int32(bitPattern: totals.retransmits &- reported.retransmits)
        resets = Int32(bitPattern: totals.resets &- reported.resets)
        opened = Int32(bitPattern: totals.opened &- reported.opened)
        failed = Int32(bitPattern: totals.failed &- reported.failed)
        closed = Int32(bitPattern: totals.closed &- reported.closed)
    }
}

extension ConnectionEvent.Residue {
    init(_ wire: UnsafePointer<weir_connection>) {
        earlier = wire.pointee.earlier_sent &+ wire.pointee.earlier_received
        unseen = UInt64(wire.pointee.unseen_sent) + UInt64(wire.pointee.unseen_received)
        unread = UInt64(wire.pointee.unread)
        unacknowledged = UInt64(wire.pointee.unacknowledged)
    }
}

/// A byte array of a C structure.
typealias Bytes16 = (
    UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8
)

private func words(_ bytes: Bytes16) -> (UInt64, UInt64) {
    unsafeBitCast(bytes, to: (UInt64, UInt64).self)
}

extension IPAddress {
    init(_ bytes: Bytes16) {
        let (high, low) = words(bytes)
        self.init(high: high.byteSwapped, low: low.byteSwapped)
    }
}

extension Command {
    fileprivate init(_ bytes: Bytes16) {
        let (high, low) = words(bytes)
        self.init(high: high, low: low)
    }
}

extension Owner {
    fileprivate init(_ wire: UnsafePointer<weir_connection>) {
        self.init(
            process: wire.pointee.process, command: Command(wire.pointee.command), cgroupV2: .v2(wire.pointee.cgroup_v2),
            cgroupV1: .v1(wire.pointee.cgroup_v1, wire.pointee.cgroup_v1_hierarchy))
    }

    fileprivate init(_ wire: weir_process) {
        self.init(
            process: wire.process, command: Command(wire.command), cgroupV2: .v2(wire.cgroup_v2),
            cgroupV1: .v1(wire.cgroup_v1, wire.cgroup_v1_hierarchy))
    }
}

extension Optional where Wrapped == CgroupID {
    fileprivate static func v2(_ id: UInt64) -> Self { id == 0 ? nil : CgroupID(id: id, hierarchy: 0) }
    fileprivate static func v1(_ id: UInt64, _ hierarchy: UInt32) -> Self {
        id == 0 ? nil : CgroupID(id: id, hierarchy: hierarchy)
    }
}

extension ProcessEvent {
    init(_ wire: weir_process, arguments: Slice<UnsafeRawBufferPointer>) {
        self.init(
            kind: Int32(wire.header.kind) == WEIR_FORK ? .fork : Int32(wire.header.kind) == WEIR_EXEC ? .exec : .exit,
            time: MonotonicTime(nanoseconds: wire.header.time),
            started: MonotonicTime(nanoseconds: wire.started),
            parent: wire.parent,
            thread: wire.thread,
            owner: Owner(wire),
            arguments: arguments.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
    }
}

extension CgroupEvent {
    init(_ wire: weir_cgroup, path: String) {
        self.init(
            kind: Int32(wire.header.kind) == WEIR_CGROUP_MKDIR ? .made : .removed,
            time: MonotonicTime(nanoseconds: wire.header.time),
            cgroup: CgroupID(id: wire.id, hierarchy: wire.hierarchy),
            parent: CgroupID(id: wire.parent, hierarchy: wire.hierarchy),
            path: path)
    }
}
