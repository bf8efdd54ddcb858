import Synchronization
import Testing

@testable import Workloads

@Suite struct CriEngineTests {
    @Test("it tells what there is, then only what changes, and asks for a pod's address once")
    func listsAgain() async throws {
        let node = FakeNode()
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
        let node = FakeNode()
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
        let node = FakeNode("cri-o", "1.33.1")
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
        let node = FakeNode("cri-o", "1.33.1")
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
