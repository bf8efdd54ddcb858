import CEvents
import Events

/// The way back over the border: an event as the bytes that the kernel would have written for it (bpf/wire/events.h).
extension Record {
    var wire: [UInt8] {
        var wire = weir_connection()
        wire.header = weir_header(time: event.time.nanoseconds, sequence: 0, kind: UInt16(event.kind.rawValue), cpu: 0)
        wire.payload_length = UInt16(payload.count)
        event.writeTotals(&wire)
        event.writeTimes(&wire)
        event.writeIdentity(&wire)
        event.writeEnds(&wire)
        return withUnsafeBytes(of: wire) { Array($0) } + payload
    }

    /// As the reader takes it; nil when it is malformed.
    init?(wire: some Collection<UInt8>) {
        var event = ConnectionEvent()
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: wire.count, alignment: 8)
        defer { memory.deallocate() }
        memory.copyBytes(from: wire)
        guard case .connection(let payload) = EventDecoder.decode(UnsafeRawBufferPointer(memory), into: &event) else { return nil }
        self.init(event: event, payload: Array(payload))
    }
}

extension ConnectionEvent {
    /// An event keeps the totals of bytes alone; of the others any two numbers do that lie as far apart as the news says.
    fileprivate func writeTotals(_ wire: inout weir_connection) {
        wire.totals.sent = sent
        wire.totals.received = received
        wire.reported.sent = sent &- UInt64(bitPattern: news.sent)
        wire.reported.received = received &- UInt64(bitPattern: news.received)
        wire.totals.exchanges = UInt32(bitPattern: news.exchanges)
        wire.totals.retransmits = UInt32(bitPattern: news.retransmits)
        wire.totals.resets = UInt32(bitPattern: news.resets)
        wire.totals.opened = UInt32(bitPattern: news.opened)
        wire.totals.failed = UInt32(bitPattern: news.failed)
        wire.totals.closed = UInt32(bitPattern: news.closed)
    }

    fileprivate func writeTimes(_ wire: inout weir_connection) {
        wire.started = started?.nanoseconds ?? 0
        wire.established = established?.nanoseconds ?? 0
        wire.arrived = arrived?.nanoseconds ?? 0
        wire.answered = answered?.nanoseconds ?? 0
        wire.last = last?.nanoseconds ?? 0
    }

    fileprivate func writeIdentity(_ wire: inout weir_connection) {
        wire.cookie = cookie
        wire.peer_cookie = peerCookie
        wire.sequence = sequence
        wire.length = length
        wire.error = error
        wire.transport = transport.rawValue
        wire.role = role.rawValue
        wire.direction = direction.rawValue
        wire.flags = flags.rawValue
        wire.isn_sent = initialSequenceSent
        wire.isn_received = initialSequenceReceived
        wire.network_namespace = networkNamespace
        wire.peer_process = peerProcess
        wire.process = owner.process
        wire.thread = thread
        wire.cgroup_v2 = owner.cgroupV2?.id ?? 0
        wire.cgroup_v1 = owner.cgroupV1?.id ?? 0
        wire.cgroup_v1_hierarchy = owner.cgroupV1?.hierarchy ?? 0
        withUnsafeMutableBytes(of: &wire.command) {
            $0.storeBytes(of: owner.command.high, as: UInt64.self)
            $0.storeBytes(of: owner.command.low, toByteOffset: 8, as: UInt64.self)
        }
    }

    fileprivate func writeEnds(_ wire: inout weir_connection) {
        wire.local_port = local.port
        wire.remote_port = remote.port
        withUnsafeMutableBytes(of: &wire.local_address) { local.address.write(to: $0) }
        withUnsafeMutableBytes(of: &wire.remote_address) { remote.address.write(to: $0) }
    }
}

extension IPAddress {
    fileprivate func write(to bytes: UnsafeMutableRawBufferPointer) {
        bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
        bytes.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
    }
}
