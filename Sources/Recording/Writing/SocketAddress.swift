import Events

/// AF_* of Linux.
enum SocketFamily {
    static let unix: UInt16 = 1
    static let ipv4: UInt16 = 2
    static let ipv6: UInt16 = 10
}

/// A socket address as a program gave it to the kernel (`struct sockaddr`).
enum SocketAddress: Equatable {
    case internet(Endpoint, family: UInt16)
    /// An abstract name begins with `@`.
    case unix(path: String)

    /// `nil`: of another family, or too short.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 2 else { return nil }
        let family = bytes.loadUnaligned(as: UInt16.self)
        switch family {
        case SocketFamily.ipv4:
            guard bytes.count >= 8 else { return nil }
            let port = UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
            self = .internet(Endpoint(address: IPAddress(bytes[4], bytes[5], bytes[6], bytes[7]), port: port), family: family)
        case SocketFamily.ipv6:
            guard bytes.count >= 24 else { return nil }
            let port = UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
            let high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            let low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
            self = .internet(Endpoint(address: IPAddress(high: high, low: low), port: port), family: family)
        case SocketFamily.unix:
            let name = bytes.dropFirst(2)
            if name.first == 0 {
                self = .unix(path: "@" + String(decoding: name.dropFirst().prefix { $0 != 0 }, as: UTF8.self))
            } else {
                self = .unix(path: String(decoding: name.prefix { $0 != 0 }, as: UTF8.self))
            }
        default: return nil
        }
    }

    var endpoint: Endpoint? {
        if case .internet(let end, _) = self { end } else { nil }
    }

    var path: String? {
        if case .unix(let path) = self { path } else { nil }
    }
}
