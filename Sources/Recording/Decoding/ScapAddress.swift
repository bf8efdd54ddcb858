public import Events

/// A socket's address in an event, without heap: u8 family, then address and port, or a path.
public enum ScapAddress {
    case internet(Endpoint)
    /// Lies in the value, without its NUL; the names of the abstract space begin with `@`.
    case unix(path: UnsafeRawBufferPointer)

    /// `nil`: empty, cut short, or of another family.
    @inline(__always)
    public init?(_ value: UnsafeRawBufferPointer) {
        var cursor = ScapCursor(value)
        switch cursor.number(UInt8.self) {
        case ScapFamily.ipv4:
            self = .internet(Endpoint(address: cursor.ipv4(), port: cursor.number()))
        case ScapFamily.ipv6:
            self = .internet(Endpoint(address: cursor.ipv6(), port: cursor.number()))
        case ScapFamily.unix:
            self = .unix(path: ScapText.untilNul(cursor.rest()))
        default: return nil
        }
        if cursor.isShort { return nil }
    }
}

/// The two ends of a socket in an event, without heap. Which is which depends on the call.
public struct ScapTuple {
    /// AF_*: 1 unix, 2 IPv4, 10 IPv6.
    public let family: UInt8
    /// Unspecified for unix.
    public private(set) var source = Endpoint(address: IPAddress(high: 0, low: 0), port: 0)
    public private(set) var destination = Endpoint(address: IPAddress(high: 0, low: 0), port: 0)
    /// Unix: where the two sockets lie in the kernel's memory, which is what names them. 0 unknown.
    public private(set) var sourceAddress: UInt64 = 0
    public private(set) var destinationAddress: UInt64 = 0
    /// Unix: lies in the value, without its NUL.
    public private(set) var path = UnsafeRawBufferPointer(start: nil, count: 0)

    /// `nil`: empty, cut short, or of another family. Valid while the value is.
    @inline(__always)
    public init?(_ value: UnsafeRawBufferPointer) {
        var cursor = ScapCursor(value)
        family = cursor.number()
        switch family {
        case ScapFamily.ipv4:
            source = Endpoint(address: cursor.ipv4(), port: cursor.number())
            destination = Endpoint(address: cursor.ipv4(), port: cursor.number())
        case ScapFamily.ipv6:
            source = Endpoint(address: cursor.ipv6(), port: cursor.number())
            destination = Endpoint(address: cursor.ipv6(), port: cursor.number())
        case ScapFamily.unix:
            sourceAddress = cursor.number()
            destinationAddress = cursor.number()
            path = ScapText.untilNul(cursor.rest())
        default: return nil
        }
        if cursor.isShort { return nil }
    }
}

/// Families that captures have addresses of: Linux's numbers.
public enum ScapFamily {
    public static let unix: UInt8 = 1
    public static let ipv4: UInt8 = 2
    public static let ipv6: UInt8 = 10
}

extension ScapCursor {
    /// Four bytes in network order.
    @inline(__always)
    mutating func ipv4() -> IPAddress { IPAddress(high: 0, low: 0xffff_0000_0000 | UInt64(number(UInt32.self).byteSwapped)) }

    /// Sixteen bytes in network order; a mapped IPv4 address is the IPv4 address.
    @inline(__always)
    mutating func ipv6() -> IPAddress { IPAddress(high: number(UInt64.self).byteSwapped, low: number(UInt64.self).byteSwapped) }
}
