import Events

/// An answer of DNS (RFC 1035, 4.1): the name that was asked for and the addresses that it has.
///
/// Read from UDP, where all of it is from outside. A message that was cut, by a resolver (TC) or by a capture that keeps its first
/// bytes, gives the records that are whole.
struct DNSMessage: Equatable {
    struct Address: Equatable {
        var address: IPAddress
        /// Seconds for which this may be believed: the least of those on the way from the name to the address.
        var lifetime: UInt32
    }

    /// Lower case, printable, at most 253 bytes, without the last dot.
    var name: String
    var addresses: [Address]
}

extension DNSMessage {
    private static let headerSize = 12
    private enum Kind {
        static let a: UInt16 = 1
        static let cname: UInt16 = 5
        static let aaaa: UInt16 = 28
    }
    private static let internet: UInt16 = 1
    /// In 512 bytes there is room for fewer.
    private static let mostRecords = 64

    /// nil for what is not an answer without error to a question for addresses of one name.
    init?(_ bytes: UnsafeRawBufferPointer) {
        var reader = DNSReader(bytes)
        // QR set, a standard query, no error; the other bits (AA, TC, RD, RA, AD, CD) do not matter here.
        guard reader.word() != nil, let flags = reader.word(), flags & 0xf80f == 0x8000, reader.word() == 1,
            let count = reader.word(), reader.skip(to: Self.headerSize), let asked = reader.name(), !asked.isEmpty,
            let kind = reader.word(), kind == Kind.a || kind == Kind.aaaa, reader.word() == Self.internet
        else { return nil }
        name = String(decoding: asked, as: UTF8.self)
        addresses = []
        readAnswers(min(Int(count), Self.mostRecords), of: asked, &reader)
    }

    /// Only what leads from the name: a chain of aliases (CNAME) and the addresses at its end, in this order (RFC 1034, 3.6.2).
    private mutating func readAnswers(_ count: Int, of asked: [UInt8], _ reader: inout DNSReader) {
        var current = asked
        var lifetime = UInt32.max
        for _ in 0..<count {
            guard let owner = reader.name(), let kind = reader.word(), let family = reader.word(), let ttl = reader.long(),
                let length = reader.word(), let data = reader.take(Int(length))
            else { return }
            guard family == Self.internet, owner == current else { continue }
            // The first bit is never set (RFC 2181, 8).
            let least = min(lifetime, ttl > Int32.max ? 0 : ttl)
            switch (kind, data.count) {
            case (Kind.cname, _):
                guard let target = reader.name(in: data) else { return }
                (current, lifetime) = (target, least)
            case (Kind.a, 4), (Kind.aaaa, 16):
                addresses.append(Address(address: IPAddress(bytes: reader[data]), lifetime: least))
            default: break
            }
        }
    }
}

extension IPAddress {
    /// Four or sixteen bytes, in network order.
    fileprivate init(bytes: UnsafeRawBufferPointer) {
        let words = bytes.reduce(into: (high: UInt64(0), low: UInt64(0))) { words, byte in
            words.high = words.high << 8 | words.low >> 56
            words.low = words.low << 8 | UInt64(byte)
        }
        self = bytes.count == 4 ? IPAddress(ipv4: UInt32(words.low)) : IPAddress(high: words.high, low: words.low)
    }
}
