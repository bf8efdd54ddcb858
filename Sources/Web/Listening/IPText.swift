#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Addresses as people write them, without names.
enum IPText {
    /// 4 or 16 bytes; nil where it is no address.
    static func bytes(_ text: String) -> [UInt8]? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: &four, Array.init) }
        var sixteen = in6_addr()
        if inet_pton(AF_INET6, text, &sixteen) == 1 { return withUnsafeBytes(of: &sixteen, Array.init) }
        return nil
    }

    /// 127.0.0.0/8, ::1, and the former as IPv6.
    static func isLoopback(_ text: String) -> Bool {
        guard let bytes = bytes(text) else { return false }
        if bytes.count == 4 { return bytes[0] == 127 }
        if bytes[..<15].allSatisfy({ $0 == 0 }) { return bytes[15] == 1 }
        return bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 255 && bytes[11] == 255 && bytes[12] == 127
    }
}
