#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What a client must know to be answered. It never prints.
struct WebToken: Sendable {
    private let bytes: [UInt8]

    static let shortest = 16
    private static let longest = 4096

    /// The content of a file, without blanks and line ends around it. Its group may read it, everybody may not.
    init(file: String) throws(WebError) {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .token(file: file, why: String(cString: strerror(errno)).lowercased()) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .token(file: file, why: "it is not a regular file")
        }
        guard status.st_mode & 0o007 == 0 else {
            throw .token(file: file, why: "everybody may open it (mode \(String(status.st_mode & 0o7777, radix: 8))): chmod 600 it")
        }
        var content = [UInt8](repeating: 0, count: Self.longest + 1)
        let count = read(descriptor, &content, content.count)
        guard count >= 0 else { throw .token(file: file, why: String(cString: strerror(errno)).lowercased()) }
        guard count <= Self.longest else { throw .token(file: file, why: "it has more than \(Self.longest) bytes") }
        guard let token = WebToken(content[..<count]) else {
            throw .token(
                file: file, why: "a token has \(Self.shortest) or more letters, digits and -._~+/=, on one line: openssl rand -hex 32 makes one")
        }
        self = token
    }

    /// nil where it is too short, or has characters that a header, a cookie or an address cannot carry.
    init?(_ text: some Sequence<UInt8>) {
        var trimmed = Array(text)[...]
        let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0d).contains(byte) }
        while let byte = trimmed.first, isBlank(byte) { trimmed.removeFirst() }
        while let byte = trimmed.last, isBlank(byte) { trimmed.removeLast() }
        guard trimmed.count >= Self.shortest, trimmed.allSatisfy(Self.allows) else { return nil }
        bytes = Array(trimmed)
    }

    /// As a cookie's value.
    var revealed: String { String(decoding: bytes, as: UTF8.self) }

    /// Takes as long for any guess of one length.
    func equals(_ guess: some Collection<UInt8>) -> Bool {
        var difference: UInt8 = guess.count == bytes.count ? 0 : 1
        for (index, byte) in guess.enumerated() { difference |= byte ^ bytes[index % bytes.count] }
        return difference == 0
    }

    /// The characters of a bearer token (RFC 6750, section 2.1).
    private static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): true
        default: false
        }
    }
}

extension WebToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "•••" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
