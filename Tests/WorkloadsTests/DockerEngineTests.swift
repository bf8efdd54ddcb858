import Foundation
import Logging
import Synchronization
import Testing

@testable import Workloads

/// Updates in the order of their arrival.
final class Updates: Sendable {
    private let list = Mutex<[ContainerUpdate]>([])
    var all: [ContainerUpdate] { list.withLock(\.self) }
    func add(_ update: ContainerUpdate) { list.withLock { $0.append(update) } }

    /// Waits until the condition holds; false after some seconds.
    func wait(seconds: Int = 20, until condition: ([ContainerUpdate]) -> Bool) async -> Bool {
        for _ in 0..<(seconds * 50) {
            if condition(all) { return true }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return condition(all)
    }
}

private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
private let quick = DockerPauses(first: .milliseconds(10), longest: .milliseconds(50), betweenListings: .milliseconds(10))

@Suite struct DockerProbeTests {
    @Test("no socket, no listener and a stranger are three different errors")
    func errors() async throws {
        let missing = "/tmp/weir-no-such-\(UUID().uuidString).sock"
        #expect(await DockerEngine.probe(missing) == .failure(.noSocket(path: missing)))

        let deaf = FileManager.default.temporaryDirectory.appendingPathComponent("weir-deaf-\(UUID().uuidString.prefix(8)).sock").path
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        try FakeDocker.bind(descriptor, to: deaf)
        close(descriptor)
        defer { unlink(deaf) }
        #expect(await DockerEngine.probe(deaf) == .failure(.refused(path: deaf, errno: ECONNREFUSED)))

        let stranger = try FakeDocker { _ in FakeDocker.ok("<html>") }
        defer { stranger.stop() }
        #expect(await DockerEngine.probe(stranger.socket) == .failure(.badAnswer("GET /version: no version")))
    }

    @Test("the version is told")
    func version() async throws {
        let docker = try FakeDocker { _ in FakeDocker.ok(#"{"Version":"28.2.2","ApiVersion":"1.50"}"#) }
        defer { docker.stop() }
        #expect(await DockerEngine.probe(docker.socket) == .success(DockerVersion(engine: "28.2.2", api: "1.50")))
    }

    @Test("an answer of another status, of no end or of a broken form is a bad answer", arguments: [
        "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 301 Go\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n",
        "garbage\r\n\r\n", "",
    ])
    func badAnswers(_ response: String) async throws {
        let docker = try FakeDocker { _ in response }
        defer { docker.stop() }
        guard case .failure(.badAnswer) = await DockerEngine.probe(docker.socket) else {
            Issue.record("not a bad answer")
            return
        }
    }
}

extension DockerProbeTests {
    @Test("no answer in time is an error of its own")
    func tooLate() async throws {
        let docker = try FakeDocker { _ in nil }
        defer { docker.stop() }
        let client = DockerClient(socket: docker.socket, patience: .milliseconds(50))
        await #expect(throws: DockerError.timedOut("GET /version")) { try await client.version() }
        await client.close()
    }

    @Test("an answer that goes on and on is a bad answer")
    func endless() async throws {
        let docker = try FakeDocker { _ in FakeDocker.ok(String(repeating: " ", count: 1 << 20)) }
        defer { docker.stop() }
        #expect(await DockerEngine.probe(docker.socket) == .failure(.badAnswer("GET /version: too large")))
    }
}

@Suite struct DockerEngineTests {
    @Test("it subscribes first, then lists, and comes back after the connection has ended")
    func subscribesFirst() async throws {
        let docker = try FakeDocker { path in
            path.hasPrefix("/events")
                ? FakeDocker.ok(#"{"Type":"container","Action":"create","Actor":{"ID":"abc","Attributes":{"name":"brief"}}}"# + "\n")
                : FakeDocker.ok(#"[{"Id":"abd","Names":["/lasting"]}]"#)
        }
        defer { docker.stop() }
        let updates = Updates()
        let engine = DockerEngine(socket: docker.socket, runtime: "docker", logger: quiet, pauses: quick)
        let task = Task { await engine.run(updates.add) }
        #expect(await updates.wait { $0.contains { $0.name == "brief" } && $0.contains { $0.name == "lasting" } })
        #expect(await updates.wait { _ in engine.counters.connections >= 3 })
        task.cancel()
        await task.value
        #expect(docker.requests.first?.hasPrefix("/events?since=") == true)
    }

    @Test("hostile events and listings are counted, dropped, and end nothing")
    func hostile() async throws {
        let docker = try FakeDocker { path in
            guard path.hasPrefix("/events") else { return FakeDocker.ok(String(repeating: "[", count: 40 << 20)) }
            let huge = String(repeating: "x", count: 3 << 20)
            let good = #"{"Type":"container","Action":"create","Actor":{"ID":"abc","Attributes":{"name":"brief"}}}"#
            return FakeDocker.ok("\(huge)\n{\"Type\":\n\(good)\n")
        }
        defer { docker.stop() }
        let updates = Updates()
        let engine = DockerEngine(socket: docker.socket, runtime: "docker", logger: quiet, pauses: quick)
        let task = Task { await engine.run(updates.add) }
        #expect(await updates.wait { $0.contains { $0.name == "brief" } && engine.counters.dropped >= 2 })
        task.cancel()
        await task.value
    }

    @Test("it waits for an engine that is not there yet, and ends when its task is cancelled")
    func waits() async throws {
        let engine = DockerEngine(socket: "/tmp/weir-none-\(UUID().uuidString).sock", runtime: "docker", logger: quiet, pauses: quick)
        let task = Task { await engine.run { _ in } }
        try await Task.sleep(for: .milliseconds(200))
        task.cancel()
        await task.value
        #expect(engine.counters == DockerEngine.Counters())
    }

    @Test("cancelling ends it while the engine is silent")
    func silent() async throws {
        let docker = try FakeDocker { path in path.hasPrefix("/events") ? nil : FakeDocker.ok("[]") }
        defer { docker.stop() }
        let engine = DockerEngine(socket: docker.socket, runtime: "docker", logger: quiet, pauses: quick)
        let task = Task { await engine.run { _ in } }
        while docker.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        task.cancel()
        await task.value
    }
}
