/// Why a server does not start. Nothing listens then.
public enum WebError: Error, Hashable, Sendable {
    /// The text is no address to listen on.
    case address(String, why: String)
    /// Others could reach it unguarded.
    case unguarded(address: String, lacksTLS: Bool, lacksToken: Bool)
    case listen(address: String, why: String)
    case token(file: String, why: String)
    case certificate(file: String, why: String)
}

extension WebError: CustomStringConvertible {
    /// What failed, why, what to do: one line for the user.
    public var description: String {
        switch self {
        case .address(let text, let why): return "cannot listen on '\(text)': \(why)"
        case .unguarded(let address, let lacksTLS, let lacksToken):
            let needs = [
                lacksTLS ? "TLS (--tls-certificate and --tls-key)" : nil,
                lacksToken ? "a token (--token-file)" : nil,
            ].compactMap { $0 }.joined(separator: " and ")
            return "will not listen on \(address): other machines may reach it, and it shows what this host does; give \(needs), or listen on 127.0.0.1"
        case .listen(let address, let why): return "cannot listen on \(address): \(why)"
        case .token(let file, let why): return "cannot use the token in \(file): \(why)"
        case .certificate(let file, let why): return "cannot use \(file) for TLS: \(why)"
        }
    }
}
