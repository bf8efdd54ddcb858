/// Who may ask what. Pure.
struct Admission: Sendable {
    var token: WebToken?
    /// In lower case.
    var hostNames: Set<String>
    var limits: WebLimits

    enum Decision {
        case serve(WebRequest)
        /// The token was in the address; it goes into a cookie and out of sight.
        case remember(location: String, cookie: String)
    }

    func decide(_ head: RequestHead, from origin: ConnectionOrigin) throws(Refusal) -> Decision {
        guard origin.isAllowedPeer else { throw .peer }
        let host = try host(head, origin)
        let target = try RequestTarget(head.target, limits)
        let request = WebRequest(path: target.path, query: target.query, head: head)
        guard request.path != "/healthz" else { return .serve(request) }
        let hasGivenToken = isBearer(head)
        if let token, origin.isTCP {
            if request.path == "/", let rest = location(head.target, without: token) {
                return .remember(location: rest, cookie: cookie(token, host, origin))
            }
            guard hasGivenToken || hasCookie(head, host) else { throw .token }
        }
        if !Self.isPage(request.path), !hasGivenToken, isForeign(head, origin) { throw .origin }
        return .serve(request)
    }

    /// The page itself may be reached by a link from anywhere; it tells nothing.
    private static func isPage(_ path: String) -> Bool { path == "/" || path.hasPrefix(Assets.prefix) }

    /// A page of `evil.example` whose name suddenly means 127.0.0.1 still says `Host: evil.example`.
    private func host(_ head: RequestHead, _ origin: ConnectionOrigin) throws(Refusal) -> HostHeader? {
        let host = head.header("host").flatMap(HostHeader.init)
        guard origin.isTCP, origin.isLocal else { return host }
        guard let host, host.isLoopback || hostNames.contains(host.name) else { throw .host }
        return host
    }

    /// A browser asks in the name of another site's page. Other ports of this host are other sites.
    private func isForeign(_ head: RequestHead, _ origin: ConnectionOrigin) -> Bool {
        if let site = head.header("sec-fetch-site"), site != "same-origin", site != "none" { return true }
        guard let page = head.header("origin") else { return false }
        let own = "\(origin.isTLS ? "https" : "http")://\(head.header("host") ?? "")"
        return page.lowercased() != own.lowercased()
    }

    private func isBearer(_ head: RequestHead) -> Bool {
        guard let token, let text = head.header("authorization") else { return false }
        let words = text.split(separator: " ", maxSplits: 1)
        return words.count == 2 && words[0].lowercased() == "bearer" && token.equals(words[1].drop { $0 == " " }.utf8)
    }
}

/// The cookie that stands for the token in a browser.
extension Admission {
    /// Cookies do not know ports, and there may be a server on each.
    private func cookieName(_ host: HostHeader?) -> String { "weir-\(host?.port ?? 0)" }

    private func hasCookie(_ head: RequestHead, _ host: HostHeader?) -> Bool {
        guard let token else { return false }
        let name = cookieName(host)
        return head.values("cookie").contains { cookies in
            cookies.split(separator: ";").contains { cookie in
                let sides = cookie.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                return sides.count == 2 && sides[0] == name && token.equals(sides[1].utf8)
            }
        }
    }

    private func cookie(_ token: WebToken, _ host: HostHeader?, _ origin: ConnectionOrigin) -> String {
        "\(cookieName(host))=\(token.revealed); Path=/; HttpOnly; SameSite=Strict\(origin.isTLS ? "; Secure" : "")"
    }

    /// The address without its `token`; nil where it has none, or a wrong one.
    private func location(_ target: String, without token: WebToken) -> String? {
        guard let mark = target.firstIndex(of: "?") else { return nil }
        var rest = target[target.index(after: mark)...].split(separator: "&")
        guard let item = rest.first(where: { $0.hasPrefix("token=") }) else { return nil }
        // A plus sign is one here: tokens may have it, and have no spaces.
        guard let guess = Percent.decoded(Array(item.utf8.dropFirst("token=".utf8.count))[...], plusIsSpace: false), token.equals(guess)
        else { return nil }
        rest.removeAll { $0.hasPrefix("token=") }
        return rest.isEmpty ? "/" : "/?" + rest.joined(separator: "&")
    }
}
