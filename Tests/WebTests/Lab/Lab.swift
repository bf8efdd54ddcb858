import Logging
import Synchronization
import Testing
import Web
#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A running server on a port of loopback.
struct Lab {
    let server: WebServer
    let addresses: [ListenAddress]
    let content: PlainContent
    var hub: EventHub { content.hub }

    var port: Int {
        for case .ip(_, let port) in addresses { return port }
        return 0
    }

    func client() throws -> Client { try Client(port: port) }

    /// One request on a connection of its own.
    func ask(_ text: String) async throws -> Answer {
        let client = try client()
        try await client.send(text)
        return try await client.answer(isHead: text.hasPrefix("HEAD"))
    }

    func get(_ target: String, _ headers: String...) async throws -> Answer {
        try await ask("GET \(target) HTTP/1.1\r\n" + (["Host: localhost:\(port)"] + headers).joined(separator: "\r\n") + "\r\n\r\n")
    }

    func stream(_ name: String = "news", receiveBuffer: Int32? = nil) async throws -> Client {
        let client = try Client(port: port, receiveBuffer: receiveBuffer)
        try await client.send("GET /api/events?name=\(name) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(try await client.until("\r\n\r\n").hasPrefix("HTTP/1.1 200"))
        return client
    }

    /// The server is as well as before: it answers, and nobody is left.
    func isUnharmed(_ headers: String...) async throws {
        let answer = try await ask("GET /api/echo?still=here HTTP/1.1\r\n" + (["Host: localhost"] + headers).joined(separator: "\r\n") + "\r\n\r\n")
        #expect(answer.status == 200 && answer.text == "/api/echo still=here")
        try await eventually("no connection is left") { server.counters.openConnections == 0 && server.counters.openStreams == 0 }
        #expect(!hub.hasSubscribers && hub.names.isEmpty)
    }

    static func run(
        _ configure: (inout WebConfiguration) throws -> Void = { _ in }, _ body: (Lab) async throws -> Void
    ) async throws {
        var configuration = WebConfiguration(addresses: [.ip("127.0.0.1", port: 0)])
        try configure(&configuration)
        let content = PlainContent()
        var logger = Logger(label: "web")
        logger.logLevel = .critical
        let server = WebServer(configuration, content: content, logger: logger)
        let lab = Lab(server: server, addresses: try await server.start(), content: content)
        do { try await body(lab) } catch {
            await server.stop()
            throw error
        }
        await server.stop()
        #expect(server.counters.openConnections == 0)
    }
}

/// Answers that show what the server made of a request.
final class PlainContent: WebContent {
    let hub = EventHub()
    let asked = Mutex(0)
    let cancelled = Mutex(0)
    let isOpen = Mutex(false)

    func answer(_ request: WebRequest) async -> WebAnswer {
        asked.withLock { $0 += 1 }
        switch request.path {
        case "/healthz": return .text("ok\n")
        case "/api/echo":
            return .text(([request.path] + request.query.map { "\($0.name)=\($0.value)" }).joined(separator: " "))
        case "/api/json": return .json("{\"type\":\"it\"}")
        case "/api/big": return .text(Self.big(Int(request.value("bytes") ?? "") ?? 0))
        case "/api/never":
            try? await Task.sleep(for: .seconds(600))
            if Task.isCancelled { cancelled.withLock { $0 += 1 } }
            return .text("too late")
        case "/api/soon":
            try? await Task.sleep(for: .milliseconds(300))
            return .text("soon")
        case "/api/gate":
            while !isOpen.withLock({ $0 }), !Task.isCancelled { try? await Task.sleep(for: .milliseconds(5)) }
            return .text("open")
        case "/api/bad": return .bad("what is that")
        case "/api/unavailable": return .unavailable("not yet")
        case "/api/events": return .events(hub, request.value("name") ?? "news")
        default: return .notFound
        }
    }

    static func big(_ bytes: Int) -> String {
        let line = "{\"id\":\"process:node-1/web/nginx\",\"level\":\"process\"}\n"
        return String(repeating: line, count: bytes / line.utf8.count + 1)
    }
}

/// Waits for what happens soon.
func eventually(_ what: Comment, _ condition: () -> Bool) async throws {
    for _ in 0..<6000 where !condition() { try await Task.sleep(for: .milliseconds(10)) }
    #expect(condition(), what)
}

/// A folder that is gone afterwards.
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    var template = Array("/tmp/weir-web-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { _ = spawned("/bin/rm", "-r", path) }
    return try await body(path)
}

func write(_ text: String, to path: String, mode: mode_t = 0o600) {
    unlink(path)
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL, mode)
    _ = Array(text.utf8).withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    fchmod(file, mode)
    close(file)
}

/// The exit code of a program.
func spawned(_ program: String...) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var arguments = program.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    guard posix_spawnp(&process, program[0], &actions, nil, &arguments, environ) == 0 else { return -1 }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status >> 8 & 0xff
}
