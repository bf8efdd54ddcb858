import Testing

extension KernelTests {
    /// A connection, or a listener, that a process of one cgroup hands to one of another.
    ///
    /// What holds: the bytes that a watched process moves are counted, and as its own. Nobody can tell both ends of such a connection
    /// from one of them, so with one side watched the other side's share is missing, and TCP's own numbers say how much it was: before
    /// the watched one came, `earlier`; after it, `unseen`.
    @Suite struct Passing {
        /// What `passing` prints. Who does a scene is A, which hands over, and B, which takes; their partner is in A's cgroup.
        struct Handover: Decodable {
            var port, opened, requests, sent, received: Int
            var side: String
            var aPid, aOpened, aRequests, aSent, aReceived: Int
            var bPid, bOpened, bRequests, bSent, bReceived: Int

            var tally: Tally { Tally(requests: requests, sent: sent, received: received, opened: opened) }
            var a: Tally { Tally(requests: aRequests, sent: aSent, received: aReceived, opened: aOpened) }
            var b: Tally { Tally(requests: bRequests, sent: bSent, received: bReceived, opened: bOpened) }

            func process(of flow: Flow) -> Int? { (side == "server" ? flow.server : flow.client)?.process?.pid }
        }

        private static let scenes = ["descriptor", "descriptor_client", "inherited", "activated"]

        private static func arguments(_ scene: String, to other: TestCgroup) -> [String] {
            [scene] + other.entrances.flatMap { ["--to", $0] }
        }

        @Test(
            "where only who takes is watched, what it does is told as its own, and what was before as earlier",
            arguments: Backend.allCases, scenes)
        func taker(backend: Backend, scene: String) throws {
            let (a, b) = (try TestCgroup(), try TestCgroup())
            let weir = try WeirRun(watching: b, backend: backend)
            let did = try Driver.run("passing", Self.arguments(scene, to: b), in: a, as: Handover.self)
            let report = try weir.stop()

            let flows = report.flows(toPort: did.port)
            #expect(report.sum(toPort: did.port) == did.b)
            #expect(flows.map(\.connections.closed).reduce(0, +) == max(did.bOpened, 1))
            #expect(flows.allSatisfy { did.process(of: $0) == did.bPid && [did.side, nil].contains($0.observed) })
            // A connection that it accepts itself is new, though another process listened for it.
            let isNew = did.b.opened > 0
            #expect(flows.allSatisfy { ($0.older == true) != isNew })
            #expect(report.residue { $0.server?.port == did.port } == Residue(earlier: isNew ? 0 : did.aSent + did.aReceived))
        }

        @Test(
            "where only who hands over is watched, what it did is told as its own, and nothing stays open",
            arguments: Backend.allCases, scenes)
        func giver(backend: Backend, scene: String) throws {
            let (a, b, gate) = (try TestCgroup(), try TestCgroup(), try Gate())
            let driver = try Driver("passing", Self.arguments(scene, to: b), in: a, behind: gate)
            let weir = try WeirRun(watching: a, backend: backend, ["--pid", "\(driver.child.pid)"])
            try gate.open()
            try driver.child.succeed()
            let did = try driver.line(as: Handover.self)
            let report = try weir.stop()

            let flows = report.flows(toPort: did.port)
            let told = report.sum(toPort: did.port)
            #expect([told.requests, told.sent, told.received] == [did.aRequests, did.aSent, did.aReceived])
            #expect(flows.allSatisfy { did.process(of: $0) == did.aPid })
            // Who listens has the connections that come, whoever takes them then.
            #expect(told.opened == did.opened && flows.map(\.connections.closed).reduce(0, +) == did.opened)
            #expect(report.residue { $0.server?.port == did.port } == Residue(unseen: did.bSent + did.bReceived))
        }

        @Test("where both are watched, each has its own requests and nothing is missing", arguments: Backend.allCases, scenes)
        func both(backend: Backend, scene: String) throws {
            let (a, b) = (try TestCgroup(), try TestCgroup())
            let weir = try WeirRun(["--cgroup", a.path, "--cgroup", b.path, "--backend", backend.rawValue])
            let did = try Driver.run("passing", Self.arguments(scene, to: b), in: a, as: Handover.self)
            let report = try weir.stop()

            let flows = report.flows(toPort: did.port)
            #expect(report.sum(toPort: did.port) == did.tally)
            #expect(flows.map(\.connections.closed).reduce(0, +) == did.opened)
            #expect(flows.allSatisfy { $0.observed != nil || $0.requests == 0 })
            #expect(report.residue() == Residue())
            for (pid, share) in [(did.aPid, did.a), (did.bPid, did.b)] {
                let own = report.sum { $0.server?.port == did.port && did.process(of: $0) == pid }
                // The first request that B reads was sent while A had the socket: of what is sent only the sum is known beforehand.
                #expect([own.requests, own.received] == [share.requests, share.received])
            }
        }
    }
}
