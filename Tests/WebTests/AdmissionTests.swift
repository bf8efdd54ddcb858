import Testing

@testable import Web

@Suite struct AdmissionTests {
    private let secret = "0123456789abcdef+/="
    private let loopback = ConnectionOrigin(isTCP: true, isLocal: true, isTLS: false, isAllowedPeer: true)

    private func decide(
        _ target: String, _ headers: [(String, String)], token: Bool = false, from origin: ConnectionOrigin? = nil
    ) throws -> Admission.Decision {
        let admission = Admission(token: token ? WebToken(secret.utf8) : nil, hostNames: ["weir.example"], limits: WebLimits())
        var head = try RequestHead([Array("GET \(target) HTTP/1.0".utf8)[...]], WebLimits())
        head.headers = headers.map { .init(name: $0.0, value: $0.1) }
        return try admission.decide(head, from: origin ?? loopback)
    }

    private func cause(
        _ target: String, _ headers: [(String, String)], token: Bool = false, from origin: ConnectionOrigin? = nil
    ) -> WebRefusal? {
        do {
            _ = try decide(target, headers, token: token, from: origin)
            return nil
        } catch { return (error as? Refusal)?.cause }
    }

    @Test("loopback is asked for by its own names only", arguments: [
        ("localhost", nil), ("LOCALHOST:7117", nil), ("127.0.0.1:1", nil), ("127.9.9.9", nil), ("[::1]:80", nil), ("[::ffff:127.0.0.1]", nil),
        ("weir.example:7117", nil), ("Weir.Example", nil), ("evil.example", WebRefusal.host), ("localhost.evil.example", .host),
        ("10.0.0.1", .host), ("127.0.0.1.evil.example", .host), ("127.1", .host), ("2130706433", .host), ("localhost:", nil), ("localhost:x", .host),
        ("localhost:99999", .host), ("[::1", .host), ("[::2]", .host), ("::1", .host), ("a b", .host), ("", .host), ("localhost.", .host),
    ])
    func host(_ host: String, _ expected: WebRefusal?) {
        #expect(cause("/api", [("host", host)]) == expected)
        #expect(cause("/", [("host", host)]) == expected)
    }

    @Test("without a Host, loopback refuses; a unix socket does not care")
    func noHost() {
        #expect(cause("/", []) == .host)
        let unix = ConnectionOrigin(isTCP: false, isLocal: true, isTLS: false, isAllowedPeer: true)
        #expect(cause("/", [], from: unix) == nil)
        #expect(cause("/", [("host", "anything")], token: true, from: unix) == nil)
    }

    @Test("a stranger at a unix socket gets nothing")
    func peer() {
        let stranger = ConnectionOrigin(isTCP: false, isLocal: true, isTLS: false, isAllowedPeer: false)
        #expect(cause("/healthz", [], from: stranger) == .peer)
        #expect(!Peer(user: 4_000_000).isAllowed([]) && Peer(user: 4_000_000).isAllowed([4_000_000]) && Peer(user: 0).isAllowed([]))
    }

    @Test("the token comes as a header or a cookie", arguments: [
        ("authorization", "Bearer 0123456789abcdef+/=", nil), ("authorization", "bearer  0123456789abcdef+/=", nil),
        ("authorization", "Bearer 0123456789abcdef+/", WebRefusal.token), ("authorization", "Bearer 0123456789abcdef+/==", .token),
        ("authorization", "Bearer 1123456789abcdef+/=", .token), ("authorization", "Bearer", .token), ("authorization", "Bearer ", .token),
        ("authorization", "Basic 0123456789abcdef+/=", .token), ("authorization", "0123456789abcdef+/=", .token),
        ("cookie", "a=b; weir-7117=0123456789abcdef+/=; c", nil), ("cookie", "weir-7118=0123456789abcdef+/=", .token),
        ("cookie", "weir-7117=", .token), ("cookie", "weir-7117", .token), ("x", "", .token),
    ])
    func token(_ name: String, _ value: String, _ expected: WebRefusal?) {
        #expect(cause("/api/v1/topology", [("host", "localhost:7117"), (name, value)], token: true) == expected)
        #expect(cause("/assets/page.css", [("host", "localhost:7117"), (name, value)], token: true) == expected)
        #expect(cause("/healthz", [("host", "localhost:7117"), (name, value)], token: true) == nil)
    }

    @Test("the token in the page's address becomes a cookie and disappears", arguments: [
        ("/?token=0123456789abcdef%2B%2F%3D", "/"), ("/?token=0123456789abcdef+/=", "/"),
        ("/?view=map&token=0123456789abcdef+/=&at=1%26&token=x", "/?view=map&at=1%26"),
    ])
    func remembered(_ target: String, _ location: String) throws {
        guard case .remember(location, let cookie) = try decide(target, [("host", "localhost:7117")], token: true) else {
            Issue.record("not remembered")
            return
        }
        #expect(cookie == "weir-7117=0123456789abcdef+/=; Path=/; HttpOnly; SameSite=Strict")
        let tls = ConnectionOrigin(isTCP: true, isLocal: false, isTLS: true, isAllowedPeer: true)
        guard case .remember(_, let secure) = try decide(target, [("host", "node-1")], token: true, from: tls) else {
            Issue.record("not remembered")
            return
        }
        #expect(secure.hasSuffix("; Secure") && secure.hasPrefix("weir-0="))
    }

    @Test("it disappears from the address of who has the cookie already, too")
    func rememberedAgain() throws {
        let headers = [("host", "localhost:7117"), ("cookie", "weir-7117=\(secret)")]
        guard case .remember = try decide("/?token=\(secret)", headers, token: true) else {
            Issue.record("not remembered")
            return
        }
        #expect(cause("/?token=old", headers, token: true) == nil)
    }

    @Test("nowhere else, and not a wrong one", arguments: ["/?token=wrong", "/?token=", "/api?token=0123456789abcdef%2B%2F%3D", "/?xtoken=0123456789abcdef+/="])
    func notRemembered(_ target: String) {
        #expect(cause(target, [("host", "localhost")], token: true) == .token)
    }

    @Test("pages of other sites do not read the API", arguments: [
        ("sec-fetch-site", "cross-site", WebRefusal.origin), ("sec-fetch-site", "same-site", .origin), ("sec-fetch-site", "same-origin", nil),
        ("sec-fetch-site", "none", nil), ("origin", "http://evil.example", .origin), ("origin", "null", .origin), ("origin", "http://localhost:7117", nil),
        ("origin", "http://localhost:7118", .origin), ("origin", "https://localhost:7117", .origin),
    ])
    func origin(_ name: String, _ value: String, _ expected: WebRefusal?) {
        let headers = [("host", "localhost:7117"), (name, value)]
        #expect(cause("/api/v1/topology", headers) == expected)
        #expect(cause("/metrics", headers) == expected)
        #expect(cause("/", headers) == nil)
        #expect(cause("/api/v1/topology", headers + [("authorization", "Bearer \(secret)")], token: true) == nil)
        #expect(cause("/api/v1/topology", headers + [("cookie", "weir-7117=\(secret)")], token: true) == expected)
    }
}
