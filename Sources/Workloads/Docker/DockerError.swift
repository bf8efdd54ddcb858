/// Why Docker does not answer.
public enum DockerError: Error, Hashable, Sendable {
    /// Nothing is at this path: Docker is not installed, not running, or listens elsewhere (`DOCKER_HOST`). May be retried.
    case noSocket(path: String)
    /// The socket does not let us in: no permission (EACCES), or nobody listens (ECONNREFUSED). May be retried.
    case refused(path: String, errno: Int32)
    /// It answers, and not as Docker does: what was asked and what is wrong.
    case badAnswer(String)
    /// No answer to this within the time allowed. May be retried.
    case timedOut(String)
}

extension DockerError: CustomStringConvertible {
    /// What failed, why, what to try: one line for the user.
    public var description: String {
        switch self {
        case .noSocket(let path):
            "no Docker at \(path): is it running? (DOCKER_HOST=unix://… names another socket)"
        case .refused(let path, let errno):
            "cannot connect to Docker at \(path): \(HostFiles.message(errno))"
        case .badAnswer(let what):
            "Docker answers wrongly: \(what)"
        case .timedOut(let what):
            "Docker does not answer: \(what) timed out"
        }
    }
}
