import Export
import Foundation
import Testing
import Traffic

@testable import TopologySources

private func report(_ host: String, started: UInt64 = 1) -> String {
    var report = HostReport(host: host, time: 1_763_802_010_000_000_000, interval: 10_000_000_000, started: started)
    report.nodes = [TopologyNode(id: "host:\(host)", level: .host, name: host)]
    return report.json
}

private func options(_ change: (inout SourceOptions) -> Void = { _ in }) -> SourceOptions {
    var options = SourceOptions()
    options.patience = .seconds(5)
    change(&options)
    return options
}

private let window: UInt64 = 10_000_000_000

/// Asks one server once.
private func error(_ server: TinyServer, _ options: SourceOptions = options()) async throws -> String {
    let source = NodeSource([try SourceAddress(server.url)], options)
    let view = await source.view(at: nil, window: window)
    await source.close()
    #expect(view.hosts.count == 1 && view.hosts[0].isStale && view.hosts[0].nodes.isEmpty)
    return view.hosts.first?.error ?? ""
}

@Suite struct NodeSourceTests {
    @Test("nodes are asked for what can be merged, and put together") func several() async throws {
        let one = try await TinyServer { _ in .ok(report("a")) }
        let two = try await TinyServer { _ in .ok(report("b")) }
        let source = NodeSource([try SourceAddress(one.url), try SourceAddress(two.url)], options())
        let view = await source.view(at: nil, window: window)
        #expect(view.hosts.map(\.host) == ["a", "b"] && view.hosts.allSatisfy { !$0.isStale && $0.error == nil && $0.nodes.count == 1 })
        #expect(view.hosts[0].url == one.url && one.questions.map(\.uri) == ["/api/v1/topology?for=merge&window=10"])
        _ = await source.view(at: 1_500_000_000, window: 60_500_000_000)
        #expect(two.questions.last?.uri == "/api/v1/topology?for=merge&window=60.5&at=1.5")
        await source.close()
        try await one.stop()
        try await two.stop()
    }

    @Test("a unix socket is asked as well") func socket() async throws {
        let path = "/tmp/weir-topology-\(UUID().uuidString.prefix(8)).sock"
        let server = try await TinyServer(socket: path) { _ in .ok(report("a")) }
        let source = NodeSource([try SourceAddress("unix:\(path)")], options())
        let view = await source.view(at: nil, window: window)
        #expect(view.hosts.first?.nodes.count == 1 && view.hosts.first?.url == "unix:\(path)")
        await source.close()
        try await server.stop()
        unlink(path)
    }

    @Test("the token goes to the nodes that are named, and prints nowhere") func token() async throws {
        let path = "/tmp/weir-token-\(UUID().uuidString)"
        #expect(FileManager.default.createFile(atPath: path, contents: Data("secret-1\n".utf8), attributes: [.posixPermissions: 0o600]))
        defer { unlink(path) }
        let token = try AccessToken(file: path)
        #expect("\(token)" == "•••" && !String(reflecting: token).contains("secret"))
        let server = try await TinyServer { $0.headers.first(name: "Authorization") == "Bearer secret-1" ? .ok(report("a")) : .status(.unauthorized) }
        #expect(try await error(server) == "\(server.url) wants a token (401): --token-file names it")
        let source = NodeSource([try SourceAddress(server.url)], options { $0.token = token })
        #expect(await source.view(at: nil, window: window).hosts.first?.isStale == false)
        await source.close()
        server.says { _ in .status(.forbidden) }
        #expect(try await error(server, options { $0.token = token }) == "\(server.url) refuses the token (403)")
        try await server.stop()
        chmod(path, 0o644)
        #expect(throws: SourceError.token(path: path, "everybody may open it: chmod 600 it")) { try AccessToken(file: path) }
    }

    @Test("answers are bounded in time and size, also those that come compressed, and redirects are not followed") func bounded() async throws {
        let server = try await TinyServer { _ in .nothing }
        #expect(try await error(server, options { $0.patience = .milliseconds(300) }).hasPrefix("no answer from \(server.url) in time"))
        server.says { _ in .endless }
        #expect(try await error(server, options { $0.limit = 4 << 20 }).hasPrefix("the answer of \(server.url) is larger than 4 MB"))
        server.says { _ in .bytes(zeros, headers: ["Content-Encoding": "gzip"]) }
        #expect(try await error(server, options { $0.limit = 1 << 20 }).hasPrefix("the answer of \(server.url) is larger than 1 MB"))
        server.says { _ in .status(.found, headers: ["Location": "http://127.0.0.1:1/x"]) }
        #expect(try await error(server) == "\(server.url) sends us to http://127.0.0.1:1/x: redirects are not followed, give that address")
        server.says { _ in .hangUp }
        #expect(try await error(server) == "no answer from \(server.url): it closed the connection")
        server.says { _ in .status(.serviceUnavailable) }
        #expect(try await error(server) == "\(server.url) answers with status 503")
        try await server.stop()
        #expect(try await error(server).hasPrefix("cannot connect to \(server.url): Connection refused"))
    }

    @Test("what is no topology is refused with the place") func wrong() async throws {
        let server = try await TinyServer { _ in .ok("<html>") }
        #expect(try await error(server) == "\(server.url) answers wrongly: no topology at byte 0: a value should be here")
        server.says { _ in .ok(#"{"type":"topology","sources":[]}"#) }
        #expect(try await error(server).hasSuffix("there is no source"))
        try await server.stop()
    }

    @Test("a node that dies keeps its last report, is stale later, and is only a reason in the end; it comes back") func death() async throws {
        let server = try await TinyServer { _ in .ok(report("a")) }
        let limits = NodeState.Limits(fresh: .milliseconds(600), kept: .milliseconds(1500), firstPause: .milliseconds(50), longestPause: .milliseconds(100))
        let source = NodeSource([try SourceAddress(server.url)], options(), limits)
        #expect(await source.view(at: nil, window: window).hosts.first?.nodes.count == 1)
        let port = server.port
        try await server.stop()
        let soon = await source.view(at: nil, window: window).hosts[0]
        #expect(!soon.isStale && soon.error == nil && soon.nodes.count == 1)
        try await Task.sleep(for: .milliseconds(800))
        let later = await source.view(at: nil, window: window).hosts[0]
        #expect(later.isStale && later.error?.hasPrefix("cannot connect to") == true && later.nodes.count == 1)
        try await Task.sleep(for: .milliseconds(1200))
        let late = await source.view(at: nil, window: window).hosts[0]
        #expect(late.isStale && late.host == "a" && late.nodes.isEmpty)
        let again = try await TinyServer(port: port) { _ in .ok(report("a", started: 2)) }
        try await Task.sleep(for: .milliseconds(200))
        let back = await source.view(at: nil, window: window).hosts[0]
        #expect(!back.isStale && back.error == nil && back.started == 2)
        await source.close()
        try await again.stop()
    }

    /// 4 MB of zeros, compressed.
    private let zeros: [UInt8] = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "head -c 4194304 /dev/zero | gzip -c"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try? process.run()
        return Array(pipe.fileHandleForReading.readDataToEndOfFile())
    }()
}
