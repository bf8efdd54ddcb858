import Logging
import NIOSSL
import Testing

@testable import Web

@Suite struct TLSTests {
    private static let secret = "0123456789abcdef0123456789abcdef"

    /// On all addresses of this host: guarded.
    private func run(_ body: (Lab, TLSFiles) async throws -> Void) async throws {
        try await withFolder { folder in
            let files = try makeCertificate(in: folder)
            write(Self.secret + "\n", to: folder + "/token")
            try await Lab.run({
                $0.addresses = [.ip("0.0.0.0", port: 0)]
                $0.tls = files
                $0.tokenFile = folder + "/token"
            }) { try await body($0, files) }
        }
    }

    private func get(_ target: String, _ lab: Lab, _ files: TLSFiles, _ headers: String...) async throws -> String {
        let lines = ["GET \(target) HTTP/1.1", "Host: node-1:7117", "Connection: close"] + headers
        return try await TLSClient.ask(lines.joined(separator: "\r\n") + "\r\n\r\n", port: lab.port, trusting: files.certificate)
    }

    @Test("an address for others speaks TLS and wants the token, from first to last")
    func guarded() async throws {
        try await run { lab, files in
            let none = try await get("/api/echo", lab, files)
            #expect(none.hasPrefix("HTTP/1.1 401") && none.contains("WWW-Authenticate: Bearer"))
            #expect(try await get("/", lab, files).hasPrefix("HTTP/1.1 401"))
            #expect(try await get("/api/echo", lab, files, "Authorization: Bearer \(Self.secret)x").hasPrefix("HTTP/1.1 401"))
            #expect(try await get("/api/echo?a=b", lab, files, "Authorization: Bearer \(Self.secret)").hasSuffix("/api/echo a=b"))
            #expect(try await get("/healthz", lab, files).hasSuffix("ok\n"))

            let redirect = try await get("/?token=\(Self.secret)&view=map", lab, files)
            #expect(redirect.hasPrefix("HTTP/1.1 303") && redirect.contains("\r\nLocation: /?view=map\r\n"))
            let cookie = "weir-7117=\(Self.secret)"
            #expect(redirect.contains("Set-Cookie: \(cookie); Path=/; HttpOnly; SameSite=Strict; Secure\r\n"))
            #expect(try await get("/api/echo", lab, files, "Cookie: \(cookie)").hasSuffix("/api/echo"))
            #expect(lab.server.counters.refused == [.token: 3])
        }
    }

    @Test("large answers and streams go through TLS; a stop ends them in order")
    func large() async throws {
        try await run { lab, files in
            let large = try await get("/api/big?bytes=5000000", lab, files, "Authorization: Bearer \(Self.secret)")
            #expect(large.hasSuffix("\r\n\r\n" + PlainContent.big(5_000_000)))
            async let stream = get("/api/events", lab, files, "Authorization: Bearer \(Self.secret)")
            try await eventually("it listens") { lab.hub.hasSubscribers(to: "news") }
            lab.hub.publish("hello", to: "news")
            try await Task.sleep(for: .milliseconds(100))
            await lab.server.stop()
            #expect(try await stream.hasSuffix("data: hello\n\n: the server ends\n\n"))
        }
    }

    @Test("who does not speak TLS is not served, and who does still is")
    func plain() async throws {
        try await run { lab, files in
            let client = try lab.client()
            try await client.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(try await !client.rest().contains("HTTP/1.1"))
            try await client.send([UInt8](repeating: 0x16, count: 100_000))
            #expect(try await get("/healthz", lab, files).hasSuffix("ok\n"))
            try await eventually("nobody is left") { lab.server.counters.openConnections == 0 }
        }
    }

    @Test("clients that never shake hands are dropped at once when others come")
    func handshakes() async throws {
        try await withFolder { folder in
            let files = try makeCertificate(in: folder)
            try await Lab.run({
                $0.tls = files
                $0.limits.connections = 8
            }) { lab in
                var silent: [Client] = []
                for _ in 0..<100 { silent.append(try lab.client()) }
                let answer = try await TLSClient.ask(
                    "GET /api/echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", port: lab.port, trusting: files.certificate)
                #expect(answer.hasSuffix("/api/echo") && lab.server.counters.droppedIdle >= 92)
                #expect(try await silent[0].isClosed())
                silent = []
                try await eventually("nobody is left") { lab.server.counters.openConnections == 0 }
            }
        }
    }

    @Test("certificates and keys that cannot be used say so, and nothing listens")
    func broken() async throws {
        try await withFolder { folder in
            let (one, two) = (try makeCertificate(in: folder), try makeCertificate(in: folder, name: "two"))
            write("nothing", to: folder + "/nothing")
            for (files, words) in [
                (TLSFiles(certificate: folder + "/none", key: one.key), "/none"), (TLSFiles(certificate: one.certificate, key: folder + "/none"), "/none"),
                (TLSFiles(certificate: folder + "/nothing", key: one.key), "/nothing"), (TLSFiles(certificate: one.key, key: one.key), "certificate"),
                (TLSFiles(certificate: one.certificate, key: two.key), "does not belong"), (TLSFiles(certificate: one.certificate, key: one.certificate), "key"),
            ] {
                var configuration = WebConfiguration(addresses: [.ip("127.0.0.1", port: 0)])
                configuration.tls = files
                let server = WebServer(configuration, content: PlainContent(), logger: Logger(label: "web"))
                let error = await #expect(throws: WebError.self) { _ = try await server.start() }
                #expect(error?.description.contains(words) == true, "\(files)")
            }
        }
    }

    @Test("loopback with a token demands it, without TLS too")
    func loopback() async throws {
        try await withFolder { folder in
            write(Self.secret, to: folder + "/token")
            try await Lab.run({ $0.tokenFile = folder + "/token" }) { lab in
                #expect(try await lab.get("/api/echo").status == 401)
                let redirect = try await lab.get("/?token=\(Self.secret)")
                #expect(redirect.status == 303 && redirect.header("Location") == "/")
                let cookie = try #require(redirect.header("Set-Cookie"))
                #expect(cookie == "weir-\(lab.port)=\(Self.secret); Path=/; HttpOnly; SameSite=Strict")
                #expect(try await lab.get("/api/echo", "Cookie: other=1; weir-\(lab.port)=\(Self.secret)").status == 200)
                #expect(try await lab.get("/api/echo", "Sec-Fetch-Site: cross-site", "Authorization: Bearer \(Self.secret)").status == 200)
                try await lab.isUnharmed("Authorization: Bearer \(Self.secret)")
            }
            write(Self.secret, to: folder + "/token", mode: 0o644)
            var configuration = WebConfiguration(addresses: [.ip("127.0.0.1", port: 0)])
            configuration.tokenFile = folder + "/token"
            let server = WebServer(configuration, content: PlainContent(), logger: Logger(label: "web"))
            let error = await #expect(throws: WebError.self) { _ = try await server.start() }
            #expect(error?.description.contains("chmod 600") == true)
        }
    }
}
