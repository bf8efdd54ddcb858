/// Why an engine does not answer.
public enum CriError: Error, Hashable, Sendable {
    /// Nothing is at this path: the engine is not installed, not running, or listens elsewhere. May be retried.
    case noSocket(path: String)
    /// The socket does not let us in: no permission (EACCES), or nobody listens (ECONNREFUSED). May be retried.
    case refused(path: String, errno: Int32)
    /// It answers, and not as an engine does, or ends the connection: what was asked and what is wrong. May be retried.
    case badAnswer(String)
    /// No answer to this within the time allowed. May be retried.
    case timedOut(String)
    /// It does not know this question: an engine without CRI v1, or one whose CRI is off.
    case unimplemented(String)
}

extension CriError: CustomStringConvertible {
    /// What failed, why, what to try: one line for the user.
    public var description: String {
        switch self {
        case .noSocket(let path):
            "no container engine at \(path): is it running?"
        case .refused(let path, let errno):
            "cannot connect to the container engine at \(path): \(HostFiles.message(errno))"
        case .badAnswer(let what):
            "the container engine answers wrongly: \(what)"
        case .timedOut(let what):
            "the container engine does not answer: \(what) timed out"
        case .unimplemented(let what):
            "the container engine does not know CRI's \(what): is its CRI plugin on, and is it containerd 1.6, CRI-O 1.20 or later?"
        }
    }
}
