/// A password, a token or a key. It never prints: not in a description, not in a dump, not in a log.
public struct Secret: Hashable, Sendable {
    let revealed: String

    public init(_ text: String) { revealed = text }

    /// The content of a file, without the line ends after it.
    ///
    /// A file that everybody may read or write is refused, as `ssh` does. Its group may read it (0640): that is how a secret is given
    /// to a program that does not run as the file's owner.
    public init(file path: String) throws(SecretError) {
        let content: SystemFile.Content?
        do throws(SystemFileError) {
            content = try SystemFile.content(of: path, limit: Self.longest)
        } catch {
            throw .unreadable(path: path, errno: error.errno)
        }
        guard let content, content.isRegular else { throw .notASecret(path: path) }
        guard content.mode & 0o007 == 0 else { throw .open(path: path, mode: content.mode) }
        var text = content.bytes[...]
        while let last = text.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { text.removeLast() }
        guard !text.isEmpty, let known = String(validating: text, as: UTF8.self) else { throw .notASecret(path: path) }
        revealed = known
    }

    private static let longest = 1 << 16
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "•••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a file of secrets is not used.
public enum SecretError: Error, Hashable, Sendable {
    case unreadable(path: String, errno: Int32)
    /// Everybody may read or write it.
    case open(path: String, mode: UInt32)
    /// Empty, too long, a directory, or not text.
    case notASecret(path: String)
    /// JSON is expected, with these fields.
    case notAServiceAccount(path: String, missing: String)
}

extension SecretError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let path, let errno): "cannot read the secret in \(path): \(SystemFile.message(errno))"
        case .open(let path, let mode): "everybody may open the secret in \(path) (mode \(String(mode, radix: 8))): chmod 600 it"
        case .notASecret(let path): "no secret in \(path): it is empty, too long or not a text file"
        case .notAServiceAccount(let path, let missing): "\(path) is not a service account of DC/OS: \(missing)"
        }
    }
}
