#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A bearer token. It never prints.
public struct AccessToken: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let revealed: String

    /// From a file, without the line ends after it. One that everybody may open is refused, as `ssh` does; its group may read it.
    public init(file path: String) throws(SourceError) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .token(path: path, SystemText.message(errno)) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .token(path: path, "it is no file") }
        guard status.st_mode & 0o007 == 0 else { throw .token(path: path, "everybody may open it: chmod 600 it") }
        var bytes = [UInt8](repeating: 0, count: Self.longest + 1)
        let count = read(file, &bytes, bytes.count)
        guard count >= 0 else { throw .token(path: path, SystemText.message(errno)) }
        var text = bytes[..<count]
        while let last = text.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { text.removeLast() }
        guard !text.isEmpty, text.count <= Self.longest, text.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
            throw .token(path: path, "it is empty, too long, or has characters that no token has")
        }
        revealed = String(decoding: text, as: UTF8.self)
    }

    private static let longest = 1 << 14

    public var description: String { "•••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
