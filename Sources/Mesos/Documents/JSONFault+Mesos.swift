import JSON

extension JSONFault {
    func error(in document: StaticString) -> DocumentError {
        switch self {
        case .malformed(let offset, let reason): .malformed(document: "\(document)", offset: offset, reason.text)
        case .unexpected(let what, _): .unexpected(document: "\(document)", "\(what)")
        }
    }
}
