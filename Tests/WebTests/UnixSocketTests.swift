import Logging
import Testing
#if canImport(Musl)
import Musl
#else
import Glibc
#endif

@testable import Web

@Suite struct UnixSocketTests {
    private static let question = "GET /api/echo HTTP/1.1\r\nHost: anything\r\n\r\n"

    private func mode(_ path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode : nil
    }

    @Test("root and the server's own user are answered, without token and TLS; the file goes with the server")
    func served() async throws {
        try await withFolder { folder in
            let (path, token) = (folder + "/weir.sock", folder + "/token")
            write("0123456789abcdef", to: token)
            try await Lab.run({
                $0.addresses = [.unix(path), .ip("127.0.0.1", port: 0)]
                $0.tokenFile = token
                $0.tls = try makeCertificate(in: folder)
            }) { lab in
                #expect(lab.addresses[0] == .unix(path) && mode(path) == S_IFSOCK | 0o660)
                let client = try Client(path: path)
                try await client.send(Self.question + Self.question)
                #expect(try await client.answer().text == "/api/echo")
                #expect(try await client.answer().text == "/api/echo")
            }
            #expect(mode(path) == nil)
        }
    }

    @Test(
        "another user is refused with a reason, whatever the mode of the file, unless named",
        .enabled(if: geteuid() == 0, "becoming another user takes root"), arguments: [(false, "403"), (true, "200")])
    func others(_ isNamed: Bool, _ status: String) async throws {
        try await withFolder { folder in
            let path = folder + "/weir.sock"
            try await Lab.run({
                $0.addresses = [.unix(path), .ip("127.0.0.1", port: 0)]
                $0.peers = isNamed ? [65534] : []
            }) { lab in
                chmod(folder, 0o755)
                chmod(path, 0o666)
                let asked = Thread {
                    // 403 makes curl fail with 22.
                    let code = spawned(
                        "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "curl", "--silent", "--fail", "--max-time", "60", "--unix-socket",
                        path, "http://localhost/api/echo")
                    #expect(code == (isNamed ? 0 : 22))
                }
                await asked.end()
                #expect(lab.server.counters.refused == (isNamed ? [:] : [.peer: 1]), "\(status)")
                try await lab.isUnharmed()
            }
        }
    }

    @Test("the file of a dead server is replaced, that of a living one is not, and nothing else ever")
    func stale() async throws {
        try await withFolder { folder in
            let path = folder + "/weir.sock"
            let dead = try UnixSocket(path: path)
            close(dead.descriptor)
            #expect(mode(path) != nil)
            try await Lab.run({ $0.addresses = [.unix(path)] }) { lab in
                let second = WebServer(WebConfiguration(addresses: [.unix(path)]), content: lab.content, logger: Logger(label: "web"))
                let error = await #expect(throws: WebError.self) { _ = try await second.start() }
                #expect(error?.description == "cannot listen on unix:\(path): another server listens there; stop it or choose another path")
                let client = try Client(path: path)
                try await client.send(Self.question)
                #expect(try await client.answer().status == 200)
                // Somebody else's file now.
                unlink(path)
                write("precious", to: path)
            }
            #expect(mode(path) == S_IFREG | 0o600)
            let third = WebServer(WebConfiguration(addresses: [.unix(path)]), content: PlainContent(), logger: Logger(label: "web"))
            let error = await #expect(throws: WebError.self) { _ = try await third.start() }
            #expect(error?.description.contains("not a socket") == true && mode(path) == S_IFREG | 0o600)
            let nowhere = WebServer(WebConfiguration(addresses: [.unix(folder + "/none/weir.sock")]), content: PlainContent(), logger: Logger(label: "web"))
            await #expect(throws: WebError.self) { _ = try await nowhere.start() }
        }
    }
}
