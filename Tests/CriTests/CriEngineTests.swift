import Foundation
import Synchronization
import Testing

@testable import Workloads

private let quick = CriPauses(
    first: .milliseconds(10), longest: .milliseconds(50), betweenListings: .milliseconds(10), withoutEvents: .milliseconds(50))
/// Lists again only when told to.
private let patient = CriPauses(
    first: .milliseconds(10), longest: .milliseconds(50), betweenListings: .milliseconds(10), withoutEvents: .seconds(1000),
    withEvents: .seconds(1000))

/// What a fake engine has; changed by a test as it goes on.
private final class Node: Sendable {
    let containers = Mutex<[(id: String, pod: String, name: String)]>([])
    let pods = Mutex<[(id: String, name: String, isReady: Bool)]>([])
    private let engine: (name: String, version: String)

    init(_ name: String = "containerd", _ version: String = "1.7.2") { engine = (name, version) }

    func reply(_ method: String) -> FakeCri.Reply {
        switch method {
        case "Version": return .answer(message(.text(2, engine.name), .text(3, engine.version), .text(4, "v1")))
        case "ListContainers":
            let entries = containers.withLock(\.self).map {
                message(.text(1, $0.id), .text(2, $0.pod), .message(3, message(.text(1, $0.name))))
            }
            return .answer(entries.flatMap { message(.message(1, $0)) })
        case "ListPodSandbox":
            let entries = pods.withLock(\.self).map {
                message(.text(1, $0.id), .message(2, message(.text(1, $0.name))), .number(3, $0.isReady ? 0 : 1))
            }
            return .answer(entries.flatMap { message(.message(1, $0)) })
        case "PodSandboxStatus": return .answer(message(.message(1, message(.message(5, message(.text(1, "10.0.0.7")))))))
        default: return FakeCri.Reply()
        }
    }
}

@Suite struct CriEngineTests {
    @Test("it tells what there is, then only what changes, and asks for a pod's address once")
    func listsAgain() async throws {
        let node = Node()
        node.pods.withLock { $0 = [("5a9d", "shop-0", true), ("5a9e", "shop-1", false)] }
        node.containers.withLock { $0 = [("c0ffee", "5a9d", "web"), ("c0ffef", "5a9d", "log")] }
        let server = try await FakeCri(node.reply)
        let engine = CriEngine(socket: server.socket, logger: quiet, pauses: quick)
        let updates = Updates()
        let task = Task { await engine.run(updates.add) }
        #expect(await updates.wait { $0.map(\.name) == ["POD", "POD", "web", "log"] })
        #expect(updates.all[0].addresses == ["10.0.0.7"] && updates.all[1].addresses == nil)
        #expect(updates.all[2].labels?["io.kubernetes.pod.name"] == "shop-0")

        let listings = engine.counters.listings
        #expect(await updates.wait { _ in engine.counters.listings >= listings + 3 })
        #expect(updates.all.count == 4)
        node.containers.withLock { $0 = [("c0ffee", "5a9d", "web"), ("c0fff0", "5a9d", "log")] }
        #expect(await updates.wait { $0.count == 6 })
        #expect(updates.all[4].id == "c0ffef" && updates.all[4].state == .removed && updates.all[5].id == "c0fff0")
        #expect(server.questions.count { $0 == "PodSandboxStatus" } == 1)
        #expect(!server.questions.contains("GetContainerEvents"))
        task.cancel()
        await task.value
        #expect(engine.counters.connections == 1 && engine.counters.updates == 6 && engine.counters.dropped == 0)
        await server.stop()
    }

    @Test("an engine that goes and comes back is followed again, and only what has changed meanwhile is told")
    func goneAndBack() async throws {
        let node = Node()
        node.containers.withLock { $0 = [("c0ffee", "", "web"), ("c0ffef", "", "log")] }
        let first = try await FakeCri(node.reply)
        let engine = CriEngine(socket: first.socket, logger: quiet, pauses: quick)
        let updates = Updates()
        let task = Task { await engine.run(updates.add) }
        #expect(await updates.wait { $0.count == 2 })
        await first.stop()
        try await Task.sleep(for: .milliseconds(200))
        #expect(updates.all.count == 2)

        node.containers.withLock { _ = $0.removeLast() }
        let second = try await FakeCri(socket: first.socket, node.reply)
        #expect(await updates.wait { $0.count == 3 })
        #expect(updates.all[2].id == "c0ffef" && updates.all[2].state == .removed && engine.counters.connections == 2)
        task.cancel()
        await task.value
        await second.stop()
    }

    @Test("where it may hear events, one makes it look at once")
    func hears() async throws {
        let node = Node("cri-o", "1.33.1")
        let server = try await FakeCri(node.reply)
        let engine = CriEngine(socket: server.socket, logger: quiet, pauses: patient)
        let updates = Updates()
        let task = Task { await engine.run(updates.add) }
        #expect(await updates.wait { _ in engine.counters.listings == 1 && server.questions.contains("GetContainerEvents") })
        node.containers.withLock { $0 = [("c0ffee", "", "web")] }
        server.push(message(.text(1, "c0ffee"), .number(2, 1)))
        #expect(await updates.wait { $0.map(\.runtime) == ["crio"] })
        node.containers.withLock { $0 = [] }
        server.push([])
        #expect(await updates.wait { $0.map(\.state) == [.present, .removed] })
        task.cancel()
        await task.value
        await server.stop()
    }

    @Test("an engine without events, or that ends them, is listed now and then", arguments: [
        FakeCri.Reply.failure(12, "unknown method"), .failure(0), .failure(13),
    ])
    func withoutEvents(_ end: FakeCri.Reply) async throws {
        let node = Node("cri-o", "1.33.1")
        let server = try await FakeCri { $0 == "GetContainerEvents" ? end : node.reply($0) }
        let engine = CriEngine(socket: server.socket, logger: quiet, pauses: quick)
        let updates = Updates()
        let task = Task { await engine.run(updates.add) }
        #expect(await updates.wait { _ in engine.counters.listings >= 4 })
        #expect(engine.counters.connections == 1 && server.questions.count { $0 == "GetContainerEvents" } == 1)
        task.cancel()
        await task.value
        await server.stop()
    }
}

@Suite struct CriPatienceTests {
    @Test("whoever sees a new container makes it look, once for many times")
    func looks() async throws {
        let node = Node()
        let server = try await FakeCri(node.reply)
        let engine = CriEngine(socket: server.socket, logger: quiet, pauses: patient)
        let updates = Updates()
        let task = Task { await engine.run(updates.add) }
        #expect(await updates.wait { _ in engine.counters.listings == 1 })
        node.containers.withLock { $0 = [("c0ffee", "", "web")] }
        for _ in 0..<1000 { engine.look() }
        #expect(await updates.wait { $0.map(\.name) == ["web"] })
        try await Task.sleep(for: .milliseconds(100))
        #expect(engine.counters.listings <= 5)
        task.cancel()
        await task.value
        await server.stop()
    }

    @Test("listings that cannot be read are tried again, and an entry that cannot is counted", arguments: [
        FakeCri.Reply.answer([0xff]), .failure(14, "not yet"), .answer([]),
    ])
    func badListings(_ bad: FakeCri.Reply) async throws {
        let node = Node()
        node.containers.withLock { $0 = [("c0ffee", "", "web"), ("../etc", "", "x")] }
        let count = Mutex(0)
        let server = try await FakeCri { method in
            let isBad = method == "ListPodSandbox" && count.withLock { $0 += 1; return $0 <= 3 }
            return isBad ? bad : node.reply(method)
        }
        let engine = CriEngine(socket: server.socket, logger: quiet, pauses: quick)
        let updates = Updates()
        let task = Task { await engine.run(updates.add) }
        #expect(await updates.wait { $0.map(\.name) == ["web"] && engine.counters.dropped >= 1 })
        task.cancel()
        await task.value
        await server.stop()
    }

    @Test("a listing of thirty megabytes is taken, and one of forty is not")
    func large() async throws {
        let node = Node()
        let megabytes = Mutex(40)
        let server = try await FakeCri { method in
            guard method == "ListContainers" else { return node.reply(method) }
            let note = String(repeating: "x", count: megabytes.withLock(\.self) << 20)
            return .answer(message(.message(1, message(.text(1, "c0ffee"), .map(9, ["note": note])))))
        }
        let engine = CriEngine(socket: server.socket, logger: quiet, pauses: quick)
        let updates = Updates()
        let task = Task { await engine.run(updates.add) }
        #expect(await updates.wait { _ in engine.counters.connections >= 2 })
        #expect(updates.all.isEmpty)
        megabytes.withLock { $0 = 30 }
        #expect(await updates.wait { $0.map(\.id) == ["c0ffee"] })
        task.cancel()
        await task.value
        await server.stop()
    }

    @Test("a pod that is gone by the time it is asked for has no addresses, and is told")
    func goneBetween() async throws {
        let node = Node()
        node.pods.withLock { $0 = [("5a9d", "shop-0", true)] }
        let server = try await FakeCri { $0 == "PodSandboxStatus" ? .failure(5, "not found") : node.reply($0) }
        let engine = CriEngine(socket: server.socket, logger: quiet, pauses: quick)
        let updates = Updates()
        let task = Task { await engine.run(updates.add) }
        #expect(await updates.wait { $0.map(\.id) == ["5a9d"] && $0[0].addresses == nil })
        task.cancel()
        await task.value
        #expect(engine.counters.connections == 1)
        await server.stop()
    }

    @Test("cancelling ends it at once, whether the engine is silent, absent or well", arguments: ["Version", "ListContainers", "none", "absent"])
    func cancelled(_ silent: String) async throws {
        let node = Node()
        let server = try await FakeCri { $0 == silent ? .silence : node.reply($0) }
        if silent == "absent" { await server.stop() }
        let engine = CriEngine(socket: server.socket, logger: quiet, pauses: patient)
        let task = Task { await engine.run { _ in } }
        try await Task.sleep(for: .milliseconds(200))
        let begin = ContinuousClock.now
        task.cancel()
        await task.value
        #expect(ContinuousClock.now - begin < .seconds(2))
        await server.stop()
    }

    @Test("a thousand questions over one connection")
    func many() async throws {
        let node = Node()
        node.pods.withLock { $0 = (0..<1000).map { ("\($0)", "shop-\($0)", true) } }
        let server = try await FakeCri(node.reply)
        let engine = CriEngine(socket: server.socket, logger: quiet, pauses: quick)
        let updates = Updates()
        let task = Task { await engine.run(updates.add) }
        #expect(await updates.wait { $0.count == 1000 })
        task.cancel()
        await task.value
        #expect(engine.counters.connections == 1)
        await server.stop()
    }
}
