import Foundation
import Testing

extension KernelTests {
    /// Who may ask the daemon.
    @Suite struct DaemonGuards {
        private static let paths = ["/", "/metrics", "/api/v1/topology", "/api/v1/flows/stream", "/api/v1/status", "/assets/x.js", "/nothing"]

        @Test("without the token or with another nothing is told, with it all, and the unix socket needs none", arguments: [false, true])
        func token(isTLS: Bool) throws {
            let cgroup = try TestCgroup()
            let guarded = try GuardedDaemon(watching: cgroup, tls: isTLS)
            let wrong = ["", "\(Credentials.token)x", String(Credentials.token.dropLast()), "Basic d2VpcjozZjJh"]
            for path in Self.paths {
                #expect(try guarded.http.get(path).status == 401, "\(path)")
                for token in wrong {
                    let answer = try guarded.http.get(path, ["-H", "Authorization: Bearer \(token)"])
                    #expect(answer.status == 401 && !answer.body.contains("node-1"), "\(path)")
                }
            }
            for path in ["/metrics", "/api/v1/topology", "/api/v1/status"] {
                #expect(try guarded.http.get(path, GuardedDaemon.bearer).status == 200, "\(path)")
                #expect(try guarded.weir.http.get(path).status == 200, "\(path)")
            }
            #expect(try guarded.http.get("/healthz").status == 200)
            #expect(try guarded.http.get("/?token=\(Credentials.token)x").status == 401)
            let opened = try guarded.http.get("/?token=\(Credentials.token)", ["-i"])
            let cookie = try #require(opened.body.split(whereSeparator: \.isNewline).first { $0.lowercased().hasPrefix("set-cookie:") })
            #expect(opened.status == 303 && cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Secure") == isTLS)
            let pair = cookie.dropFirst("set-cookie: ".count).prefix { $0 != ";" }
            #expect(try guarded.http.get("/api/v1/status", ["-H", "Cookie: \(pair)"]).status == 200)
            #expect(try guarded.http.get("/api/v1/status", ["-H", "Cookie: \(pair)x"]).status == 401)
            #expect(!guarded.weir.errors.text.contains(Credentials.token))
        }

        @Test("what would be open to the network is refused at the start", arguments: [[], ["tls"], ["token"]])
        func open(given: [String]) throws {
            let (cgroup, credentials) = (try TestCgroup(), try Credentials())
            let weir = try Child([Lab.weir(), "daemon", "--cgroup", cgroup.path, "--no-discovery", "--docker-socket", "/nonexistent",
                "--listen", "0.0.0.0:\(FreePort.any())"] + given.flatMap { $0 == "tls" ? credentials.tls : credentials.token })
            #expect(try weir.wait(within: 30) == 2)
            #expect(weir.errors.text.contains("other machines may reach it"))
        }

        @Test("a token that others may read, or that is short, is none", arguments: [0o644, 0o600])
        func weak(mode: Int) throws {
            let (cgroup, scratch) = (try TestCgroup(), try Scratch())
            let file = try scratch.write(mode == 0o600 ? "short" : Credentials.token, to: "token")
            chmod(file, mode_t(mode))
            let weir = try Child([Lab.weir(), "daemon", "--cgroup", cgroup.path, "--no-discovery", "--docker-socket", "/nonexistent",
                "--listen", "127.0.0.1:\(FreePort.any())", "--token-file", file])
            #expect(try weir.wait(within: 30) != 0)
            #expect(weir.errors.text.contains(file) && !weir.errors.text.contains(Credentials.token))
        }

        @Test("no path leads out of what is served, no method changes it, and no other site asks in a browser's name")
        func paths() throws {
            let cgroup = try TestCgroup()
            let guarded = try GuardedDaemon(watching: cgroup)
            for path in [
                "/../../etc/passwd", "/assets/../../../etc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fetc%2fpasswd",
                "//etc/passwd", "/assets//etc/passwd", "/assets/%00", "/api/v1/../../etc/passwd", "/assets/..\\..\\etc\\passwd", "/%ff%fe", "/assets/.",
            ] {
                let answer = try guarded.http.get(path, GuardedDaemon.bearer)
                #expect((answer.status == 400 || answer.status == 404) && !answer.body.contains("root:"), "\(path): \(answer.status)")
            }
            for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"] {
                #expect(try guarded.http.get("/api/v1/status", GuardedDaemon.bearer + ["-X", method]).status == 405, "\(method)")
            }
            #expect(try guarded.http.get("/api/v1/status", GuardedDaemon.bearer + ["-H", "Host: evil.example"]).status == 421)
            let pair = "weir-\(guarded.port)=\(Credentials.token)"
            for header in ["Origin: http://evil.example", "Sec-Fetch-Site: cross-site", "Origin: null"] {
                #expect(try guarded.http.get("/api/v1/status", ["-H", "Cookie: \(pair)", "-H", header]).status == 403, "\(header)")
            }
            #expect(try guarded.weir.http.get("/healthz").status == 200)
        }
    }
}
