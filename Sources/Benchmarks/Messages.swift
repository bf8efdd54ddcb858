import CEvents

// One socket's turns, as bpf/transfer.h keeps them.
extension weir_connection {
    /// Times of these calls are marked with 1 and filled in with the record's.
    mutating func send(_ bytes: UInt32) {
        totals.sent += UInt64(bytes)
        turn(WEIR_SEND, bytes)
        arrived = 0
    }

    mutating func receive(_ bytes: UInt32) {
        totals.received += UInt64(bytes)
        turn(WEIR_RECEIVE, bytes)
        arrived = asks ? 1 : 0
    }

    /// The message under way is a request.
    var asks: Bool { (role == WEIR_CLIENT) == (direction == WEIR_SEND) }

    private mutating func turn(_ direction: Int32, _ bytes: UInt32) {
        self.direction = UInt8(direction)
        length = bytes
        guard !asks else { return }
        totals.exchanges += 1
        answered = 1
    }

    /// More of the same message, which no record tells.
    mutating func goOn(_ time: UInt64) {
        last = time + 30_000
        if direction == WEIR_SEND { totals.sent += 20_000 } else { totals.received += 20_000 }
    }
}

/// How messages of HTTP/1 begin, as far as the programs read them.
struct Payloads: ~Copyable {
    private let request = Self.bytes(
        "GET /products/4711?color=blue HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: weir-bench\r\nAccept: application/json\r\n"
            + "Accept-Encoding: gzip\r\nCookie: session=8f14e45fceea167a5a36dedd4bea2543\r\n\r\n")
    private let response = Self.bytes(
        "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: application/json\r\nContent-Length: 640\r\nCache-Control: no-store\r\n\r\n"
            + String(repeating: "{\"sku\":\"4711\",\"price\":995},", count: 5))

    deinit {
        request.deallocate()
        response.deallocate()
    }

    func of(_ socket: weir_connection) -> UnsafeRawBufferPointer {
        socket.asks ? request : response
    }

    private static func bytes(_ text: String) -> UnsafeRawBufferPointer {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: min(text.utf8.count, 256), alignment: 8)
        room.copyBytes(from: text.utf8.prefix(256))
        return UnsafeRawBufferPointer(room)
    }
}

/// Random numbers that a seed repeats.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
