import Synchronization
import Testing

@testable import Workloads

@Suite struct CriPatienceTests {
    @Test("whoever sees a new container makes it look, once for many times")
    func looks() async throws {
        let node = FakeNode()
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
        let node = FakeNode()
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
        let node = FakeNode()
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
        let node = FakeNode()
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

    @Test("cancelling ends it at once, whether the engine is silent, absent or well", arguments: [
        "Version", "ListContainers", "none", "absent",
    ])
    func cancelled(_ silent: String) async throws {
        let node = FakeNode()
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
        let node = FakeNode()
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
