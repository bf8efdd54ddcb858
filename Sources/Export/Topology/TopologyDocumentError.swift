import JSON

/// Why a document is no topology of a host. Nothing of it is used.
public struct TopologyDocumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Bytes from the beginning; nil: of the document as a whole.
    public var offset: Int?
    /// What is wrong there.
    public var what: String

    public var description: String {
        offset.map { "no topology at byte \($0): \(what)" } ?? "no topology: \(what)"
    }

    init(_ fault: JSONFault) {
        switch fault {
        case .malformed(let offset, let reason): (self.offset, what) = (offset, reason.text)
        case .unexpected(let what, let offset): (self.offset, self.what) = (offset, "\(what)")
        }
    }
}

/// What is taken of a document of another weir, which may be anybody.
enum TopologyLimits {
    static let nodes = 100_000
    static let edges = 400_000
    /// Bytes of a text: cut.
    static let text = 4096
    /// Bytes of an id or a name that is one: longer ones are refused, since a cut one would be another's.
    static let id = 8192
    /// Of one node: the first that come.
    static let labels = 64
    static let parents = 16
    static let evidence = 32
    /// Of one host: the first that come.
    static let addresses = 4096
}
