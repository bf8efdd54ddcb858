/// Why a document cannot be read: `DocumentError` before it knows which document.
enum JSONFault: Error {
    /// Bytes from the beginning.
    case malformed(offset: Int, Reason)
    /// JSON, but not what it should be: what is missing.
    case unexpected(StaticString)

    enum Reason {
        case ends, value, key, colon, comma, escape, number, literal, depth, more
    }

    func error(in document: StaticString) -> DocumentError {
        switch self {
        case .malformed(let offset, let reason): .malformed(document: "\(document)", offset: offset, reason.text)
        case .unexpected(let what): .unexpected(document: "\(document)", "\(what)")
        }
    }
}

extension JSONFault.Reason {
    fileprivate var text: String {
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
