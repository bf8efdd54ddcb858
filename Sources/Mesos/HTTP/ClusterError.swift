/// Why an API of the cluster does not answer, or not as it should. Each may be retried; what was known before stays in force.
public enum ClusterError: Error, Hashable, Sendable {
    /// The configuration, or a redirect, names something that cannot be asked.
    case badURL(String, String)
    /// No connection, or one that broke: the host is unknown, or the server hung up.
    case noAnswer(url: String, String)
    /// The system does not let us connect: nobody listens, or no route.
    case refused(url: String, errno: Int32)
    /// No answer, or no end of it, within the time allowed; of a stream: silence.
    case timedOut(url: String)
    /// An HTTP status that is no answer.
    case status(url: String, code: UInt)
    /// 401 or 403.
    case unauthorised(url: String, code: UInt, Remedy)
    /// Redirects go round in a circle, or on and on.
    case redirectLoop(url: String)
    /// Longer than the configuration allows.
    case tooLarge(url: String, limit: Int)
    /// The server's certificate, the handshake or the CA file.
    case tls(url: String, String)
    /// An answer that is not what was asked for.
    case document(url: String, DocumentError)
    /// A stream that ended, or was cut.
    case ended(url: String)
    /// A master answers, and knows no leader.
    case noLeader(url: String)
    /// Another scheduler than the framework whose address this is said to be.
    case stranger(url: String)
    /// A file of secrets.
    case secret(SecretError)

    /// What would open the door.
    public enum Remedy: Hashable, Sendable {
        /// No credentials are configured; this key gives them.
        case configure(key: String)
        /// Some are, and they were refused.
        case correct(key: String)
        /// Some are, and this address was found or redirected to, so it did not get them; this key names addresses.
        case nameAddress(key: String)
    }
}

extension ClusterError: CustomStringConvertible {
    /// What failed, why, what to try: one line for the user.
    public var description: String {
        switch self {
        case .badURL(let url, let why): "cannot use the address \(url): \(why)"
        case .noAnswer(let url, let why): "no answer from \(url): \(why)"
        case .refused(let url, let errno): "cannot connect to \(url): \(SystemFile.message(errno))"
        case .timedOut(let url): "no answer from \(url) in time: is it overloaded, or is a firewall between?"
        case .status(let url, let code): "\(url) answers with status \(code)"
        case .unauthorised(let url, let code, let remedy): "\(url) refuses us (\(code)): \(remedy)"
        case .redirectLoop(let url): "\(url) is redirected in a circle: does the cluster have a leader?"
        case .tooLarge(let url, let limit): "the answer of \(url) is larger than \(limit >> 20) MB: raise mesos.max-document"
        case .tls(let url, let why): "no trusted connection to \(url): \(why); mesos.ca-file names the cluster's CA"
        case .document(let url, let error): "\(url) answers wrongly: \(error)"
        case .ended(let url): "the stream of \(url) ended"
        case .noLeader(let url): "\(url) knows no leader: is one being elected?"
        case .stranger(let url): "\(url) belongs to another framework"
        case .secret(let error): "\(error)"
        }
    }
}

extension ClusterError.Remedy: CustomStringConvertible {
    public var description: String {
        switch self {
        case .configure(let key): "it wants credentials; \(key) gives them"
        case .correct(let key): "the credentials of \(key) are wrong or not enough"
        case .nameAddress(let key): "it wants credentials, which only go to configured addresses; name it in \(key)"
        }
    }
}
