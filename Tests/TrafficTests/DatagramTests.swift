import Events
import Testing
import Traffic

@Suite struct DatagramTests {
    private let resolver = Endpoint(10, 0, 0, 53, port: 53)
    private let other = Endpoint(10, 0, 0, 54, port: 5353)

    @Test func socketThatSpeaksToTwoPeersHasTwoFlows() throws {
        let scene = Scene()
        let socket = scene.datagramSocket(1, local: Endpoint(10, 0, 0, 1, port: 40_000), remote: .nowhere, workload: 10)
        socket.sends(30, to: resolver, at: 10)
        socket.receives(100, at: 15)
        socket.sends(40, to: other, at: 20)
        socket.receives(200, at: 27)
        let flows = scene.tick(at: 1000)
        #expect(flows.count == 2)
        let first = try #require(flows.first { $0.key.service == 53 })
        let second = try #require(flows.first { $0.key.service == 5353 })
        #expect(first.key == FlowKey(client: .workload(10), server: .address(resolver.address), transport: .udp, service: 53))
        #expect(first.counters.sent == 30)
        #expect(first.counters.received == 100)
        #expect(first.times.request?.sum == duration(5))
        #expect(second.counters.sent == 40)
        #expect(second.counters.received == 200)
        #expect(second.times.request?.sum == duration(7))
        #expect(flows.counters.requests == 2)
        #expect(flows.counters.opened == 1)
    }

    @Test func datagramsWithoutAnswerStayWithTheirPeer() throws {
        let scene = Scene()
        let socket = scene.datagramSocket(1, local: Endpoint(10, 0, 0, 1, port: 40_000), remote: .nowhere, workload: 10)
        for time in 1...5 { socket.sends(100, to: resolver, at: Double(time)) }
        for time in 6...8 { socket.sends(10, to: other, at: Double(time)) }
        let flows = scene.tick(at: 1000)
        #expect(flows.first { $0.key.service == 53 }?.counters.sent == 500)
        #expect(flows.first { $0.key.service == 5353 }?.counters.sent == 30)
        #expect(flows.counters.requests == 0)
    }

    @Test func serverKnowsWhoAskedWhenItAnswers() throws {
        let scene = Scene()
        let socket = scene.datagramSocket(1, local: Endpoint(10, 0, 0, 2, port: 53), remote: .nowhere, workload: 20)
        let clients = [Endpoint(10, 1, 0, 1, port: 4001), Endpoint(10, 1, 0, 2, port: 4002)]
        for (index, client) in clients.enumerated() {
            let time = Double(index) * 20 + 10
            socket.receivesFromSomebody(30 + index, at: time, arrived: time - 2)
            socket.sends(200 + index, to: client, at: time + 4)
        }
        let flows = scene.tick(at: 1000)
        #expect(flows.count == 2)
        for (index, client) in clients.enumerated() {
            let flow = try #require(flows.first { $0.key.client == .address(client.address) })
            #expect(flow.key.service == 53)
            #expect(flow.counters.sent == Int64(30 + index))
            #expect(flow.counters.received == Int64(200 + index))
            #expect(flow.counters.requests == 1)
            #expect(flow.times.request?.sum == duration(4))
            #expect(flow.times.queue?.sum == duration(2))
        }
    }

    @Test func askerWithoutAnswerIsUnknown() throws {
        let scene = Scene()
        let socket = scene.datagramSocket(1, local: Endpoint(10, 0, 0, 2, port: 53), remote: .nowhere, workload: 20)
        socket.receivesFromSomebody(30, at: 10)
        socket.sends(200, to: Endpoint(10, 1, 0, 1, port: 4001), at: 14)
        socket.receivesFromSomebody(40, at: 20)
        let flows = scene.tick(at: 1000)
        #expect(flows.first { $0.key.client == .unknown }?.counters.sent == 40)
        #expect(flows.first { $0.key.client == .address(IPAddress(10, 1, 0, 1)) }?.counters.sent == 30)
    }

    @Test func bothEndsHereAreCountedOnceAndOthersStill() throws {
        let scene = Scene()
        let here = Endpoint(10, 0, 0, 1, port: 40_000)
        let service = Endpoint(10, 0, 0, 2, port: 53)
        let far = Endpoint(10, 9, 0, 9, port: 4009)
        let client = scene.datagramSocket(1, local: here, remote: service, workload: 10)
        let server = scene.datagramSocket(2, local: service, remote: .nowhere, workload: 20)
        for start in [10.0, 40] {
            client.sends(30, at: start)
            server.receivesFromSomebody(30, at: start + 0.5, arrived: start + 0.25)
            server.sends(200, to: here, at: start + 2)
            client.receives(200, at: start + 2.5)
            server.receivesFromSomebody(7, at: start + 10)
            server.sends(70, to: far, at: start + 11)
        }
        let flows = scene.tick(at: 1000)
        let near = try #require(flows.first { $0.key.client == .workload(10) })
        #expect(near.key.server == .workload(20))
        #expect(near.counters.requests == 2)
        #expect(near.counters.sent == 60)
        #expect(near.counters.received == 400)
        #expect(near.times.server?.sum == duration(3))
        let distant = try #require(flows.first { $0.key.client == .address(far.address) })
        #expect(distant.counters.requests == 2)
        #expect(distant.counters.sent == 14)
        #expect(distant.counters.received == 140)
        #expect(flows.counters.sent == 74)
    }

    @Test func silentSocketIsForgottenAndItsFlowToo() throws {
        let scene = Scene()
        let socket = scene.datagramSocket(1, local: Endpoint(10, 0, 0, 1, port: 40_000), remote: resolver, workload: 10)
        socket.sends(30, at: 10)
        scene.tick(at: 1000)
        #expect(scene.tracker.connectionCount == 1)
        scene.tick(at: 121_000)
        #expect(scene.tracker.connectionCount == 0)
        scene.tick(at: 122_000)
        #expect(scene.tracker.flowCount == 0)
    }
}
