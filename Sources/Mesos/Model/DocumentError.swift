/// Why an answer cannot be used. What was known before stays in force.
public enum DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Which document, where in it (bytes), and what is wrong there.
    case malformed(document: String, offset: Int, String)
    /// JSON, but of something else: which document, and what is missing.
    case unexpected(document: String, String)

    public var description: String {
        switch self {
        case .malformed(let document, let offset, let what): "\(document): not JSON at byte \(offset): \(what)"
        case .unexpected(let document, let what): "\(document): \(what)"
        }
    }
}
