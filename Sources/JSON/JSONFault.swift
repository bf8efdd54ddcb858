/// Why a document cannot be read.
@usableFromInline
package enum JSONFault: Error {
    /// Bytes from the beginning.
    case malformed(offset: Int, Reason)
    /// JSON, but not what it should be: what is missing or wrong, and where, if that is one place.
    case unexpected(StaticString, at: Int? = nil)

    @usableFromInline
    package enum Reason: Sendable {
        case ends, value, key, colon, comma, escape, number, literal, depth, more
    }
}

extension JSONFault.Reason {
    package var text: String {
        switch self {
        case .ends: "it ends too early"
        case .value: "a value should be here"
        case .key: "a key should be here"
        case .colon: "a colon should be here"
        case .comma: "a comma or the end of this list or object should be here"
        case .escape: "no escape in a string looks like this"
        case .number: "no number looks like this"
        case .literal: "neither true nor false nor null"
        case .depth: "more than \(JSONReader.mostDepth) levels"
        case .more: "there is more behind the document"
        }
    }
}
