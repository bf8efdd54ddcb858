import CEvents

/// A record of which a fuzzer chooses the fields. From few values, so that records meet: the same socket again, the other end of
/// one, times around those before. What no field can say, single bytes put anywhere say.
struct HostileRecord {
    var wire = weir_connection()
    var payload: [UInt8] = []
    var patches: [(place: Int, byte: UInt8)] = []

    static let payloads: [StaticString] = [
        "", "GET /a HTTP/1.1\r\n\r\n", "POST /b HTTP/1.0\r\nExpect: 100-continue\r\n\r\n", "HTTP/1.1 100 Continue\r\n", "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 503 No\r\n", "\u{16}\u{3}\u{1}\u{0}\u{5}hello", "\u{17}\u{3}\u{3}\u{0}\u{5}hello", "*1\r\n$4\r\nPING\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "/run/a", "\u{0}abstract", "a body of an earlier request",
    ]

    /// A whole one, as the kernel might have written it.
    init(kind: UInt16) {
        wire.header = weir_header(time: 1_000_000_000_000, sequence: 1, kind: kind, cpu: 0)
        (wire.cookie, wire.transport, wire.role, wire.direction) = (2, UInt8(WEIR_TCP), UInt8(WEIR_CLIENT), UInt8(WEIR_SEND))
        (wire.totals.sent, wire.totals.opened, wire.isn_sent, wire.isn_received) = (100, 1, 7, 8)
        (wire.process, wire.cgroup_v2, wire.remote_port, wire.local_port) = (100, 5, 80, 40_000)
        payload = Array("GET / HTTP/1.1\r\n".utf8)
    }

    init(_ input: inout FuzzInput) {
        wire.header.kind = UInt16(input.byte() & 3) + 1
        let shape = input.byte()
        wire.transport = shape % 3 + 1
        wire.role = shape / 3 % 3
        wire.direction = shape / 9 % 3
        wire.header.cpu = UInt16(input.byte() & 1)
        wire.header.sequence = UInt32(truncatingIfNeeded: input.number())
        let who = input.byte()
        wire.cookie = UInt64(who & 31)
        wire.peer_cookie = UInt64(who & 31 ^ 1)
        wire.isn_sent = UInt32(who >> 1 & 7)
        wire.isn_received = UInt32(who >> 1 & 7)
        wire.sequence = UInt32(truncatingIfNeeded: input.number())
        wire.flags = input.byte()
        chooseTimes(&input)
        chooseTotals(&input)
        chooseEnds(&input)
        choosePayload(&input)
        for _ in 0..<(input.byte() & 3) { patches.append((Int(input.word()), input.byte())) }
    }

    var bytes: [UInt8] {
        var wire = wire
        wire.payload_length = UInt16(payload.count)
        var bytes = withUnsafeBytes(of: wire) { Array($0) } + payload
        for patch in patches where patch.place < bytes.count { bytes[patch.place] = patch.byte }
        return bytes
    }

    /// A fifth of a second before or after 1,000 s, or any time.
    private func time(_ input: inout FuzzInput) -> UInt64 {
        let number = input.number()
        return number < 0xf0 ? 999_800_000_000 + number * 2_000_000 : number
    }

    private mutating func chooseTimes(_ input: inout FuzzInput) {
        wire.header.time = time(&input)
        let which = input.byte()
        if which & 1 != 0 { wire.started = time(&input) }
        if which & 2 != 0 { wire.established = time(&input) }
        if which & 4 != 0 { wire.arrived = time(&input) }
        if which & 8 != 0 { wire.answered = time(&input) }
        if which & 16 != 0 { wire.last = time(&input) }
    }

    private mutating func chooseTotals(_ input: inout FuzzInput) {
        let which = input.byte()
        if which & 1 != 0 { wire.totals.sent = input.number() }
        if which & 2 != 0 { wire.totals.received = input.number() }
        if which & 4 != 0 { (wire.totals.exchanges, wire.totals.retransmits) = (UInt32(input.byte()), UInt32(input.byte())) }
        if which & 8 != 0 { (wire.totals.opened, wire.totals.closed) = (UInt32(input.byte() & 3), UInt32(input.byte() & 3)) }
        if which & 16 != 0 { (wire.totals.failed, wire.totals.resets) = (UInt32(input.byte() & 3), UInt32(input.byte() & 3)) }
        if which & 32 != 0 { (wire.reported.sent, wire.reported.received) = (input.number(), input.number()) }
        if which & 64 != 0 { (wire.length, wire.error) = (UInt32(truncatingIfNeeded: input.number()), Int32(input.byte())) }
        if which & 128 != 0 { (wire.unseen_sent, wire.unread, wire.earlier_sent) = (UInt32(input.byte()), .max, input.number()) }
    }

    private mutating func chooseEnds(_ input: inout FuzzInput) {
        let ends = input.byte()
        wire.process = UInt32(ends & 3)
        wire.cgroup_v2 = UInt64(ends >> 2 & 7)
        wire.cgroup_v1 = UInt64(ends >> 5 & 1)
        wire.local_port = ends & 64 != 0 ? 80 : 0
        wire.remote_port = ends & 128 != 0 ? 53 : 40_000
        wire.local_address.15 = ends & 64
        wire.remote_address.15 = ends & 128
    }

    private mutating func choosePayload(_ input: inout FuzzInput) {
        let choice = Int(input.byte())
        if choice < Self.payloads.count {
            payload = Self.payloads[choice].withUTF8Buffer { Array($0) }
        } else {
            payload = Array(input.bytes(choice - Self.payloads.count))
        }
    }
}
