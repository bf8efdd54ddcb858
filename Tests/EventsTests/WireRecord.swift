import CEvents
import Events

/// The bytes of a C structure as the kernel lays them into a ring.
func bytes<Structure>(_ structure: Structure) -> [UInt8] {
    withUnsafeBytes(of: structure) { Array($0) }
}

/// One record decoded. What is asked of the payload is asked inside, since it lies in the record.
struct Decoded {
    enum Kind: Equatable { case connection, process, cgroup, call, malformed }

    var kind: Kind
    var event = ConnectionEvent()
    var payload: [UInt8] = []
    var process: ProcessEvent?
    var cgroup: CgroupEvent?

    /// Decodes `record` from memory of exactly its size, aligned as a ring aligns it.
    init(_ record: [UInt8]) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: record.count, alignment: 8)
        defer { buffer.deallocate() }
        buffer.copyBytes(from: record)
        kind = .malformed
        switch EventDecoder.decode(UnsafeRawBufferPointer(buffer), into: &event) {
        case .connection(let bytes):
            kind = .connection
            payload = Array(bytes)
        case .process(let found):
            kind = .process
            process = found
        case .cgroup(let found):
            kind = .cgroup
            cgroup = found
        case .call: kind = .call
        case .malformed: break
        }
    }
}

extension weir_connection {
    /// A connection in which every field has a value of its own.
    static var distinct: Self {
        var wire = weir_connection()
        wire.header = weir_header(time: 1001, sequence: 1023, kind: UInt16(WEIR_MESSAGE), cpu: 3)
        wire.cookie = 1002
        wire.peer_cookie = 1003
        wire.totals = weir_totals(
            sent: 50_000, received: 60_000, exchanges: 70, retransmits: 80, resets: 90, opened: 100, failed: 110, closed: 120)
        wire.reported = weir_totals(
            sent: 49_999, received: 59_998, exchanges: 67, retransmits: 76, resets: 85, opened: 94, failed: 103, closed: 112)
        wire.started = 1004
        wire.established = 1005
        wire.arrived = 1006
        wire.answered = 1022
        wire.last = 1007
        wire.cgroup_v2 = 1008
        wire.cgroup_v1 = 1009
        wire.cgroup_v1_hierarchy = 1010
        wire.network_namespace = 1011
        wire.process = 1012
        wire.thread = 1013
        wire.peer_process = 1014
        wire.sequence = 1015
        wire.length = 1016
        wire.error = -1017
        wire.isn_sent = 1018
        wire.isn_received = 1019
        wire.local_port = 1020
        wire.remote_port = 1021
        wire.local_address = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 10, 1, 2, 3)
        wire.remote_address = (0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x17)
        wire.transport = UInt8(WEIR_TCP)
        wire.role = UInt8(WEIR_SERVER)
        wire.direction = UInt8(WEIR_RECEIVE)
        wire.flags = UInt8(WEIR_OLDER | WEIR_DEFERRED)
        wire.family = 10
        wire.command = (0x6e, 0x67, 0x69, 0x6e, 0x78, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) // nginx
        return wire
    }

    /// With a payload behind it.
    func record(payload: [UInt8] = []) -> [UInt8] {
        var wire = self
        wire.payload_length = UInt16(payload.count)
        return bytes(wire) + payload
    }
}
