/// Why a source does not answer, or not as it should. Each may be retried.
public enum SourceError: Error, Hashable, Sendable {
    /// The user names something that cannot be asked.
    case badAddress(String, String)
    /// No connection, or one that broke.
    case noAnswer(String, String)
    /// The system does not let us connect: nobody listens, or no route.
    case refused(String, errno: Int32)
    case timedOut(String)
    /// An HTTP status that is no answer, and what the server said to it.
    case status(String, code: UInt, String)
    /// 401 or 403, with or without a token.
    case unauthorised(String, code: UInt, hasToken: Bool)
    /// It would rather have us ask elsewhere.
    case redirected(String, to: String)
    case tooLarge(String, limit: Int)
    /// The certificate, the handshake or the CA file.
    case tls(String, String)
    /// An answer that is not what was asked for.
    case wrongAnswer(String, String)
    /// It answers, and knows nothing of weir.
    case nothing(String, String)
    /// A file with a token.
    case token(path: String, String)
}

extension SourceError: CustomStringConvertible {
    /// What failed, why, what to try: one line for the user.
    public var description: String {
        switch self {
        case .badAddress(let address, let why): "cannot use the address \(address): \(why)"
        case .noAnswer(let address, let why): "no answer from \(address): \(why)"
        case .refused(let address, let errno): "cannot connect to \(address): \(SystemText.message(errno)); is `weir daemon`, or the store, running there?"
        case .timedOut(let address): "no answer from \(address) in time: is it overloaded, or is a firewall between?"
        case .status(let address, let code, let why): "\(address) answers with status \(code)" + (why.isEmpty ? "" : ": \(why)")
        case .unauthorised(let address, let code, true): "\(address) refuses the token (\(code))"
        case .unauthorised(let address, let code, false): "\(address) wants a token (\(code)): --token-file names it"
        case .redirected(let address, let target): "\(address) sends us to \(target): redirects are not followed, give that address"
        case .tooLarge(let address, let limit): "the answer of \(address) is larger than \(limit >> 20) MB: ask fewer hosts, or for a shorter window"
        case .tls(let address, let why): "no trusted connection to \(address): \(why); --ca-file names its CA"
        case .wrongAnswer(let address, let why): "\(address) answers wrongly: \(why)"
        case .nothing(let address, let why): "\(address) has nothing to show: \(why)"
        case .token(let path, let why): "cannot take a token from \(path): \(why)"
        }
    }
}
