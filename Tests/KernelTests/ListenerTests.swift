import Testing

extension KernelTests {
    /// Servers with several sockets on one port.
    @Suite struct Listeners {
        struct Done: Decodable {
            var port, connections, requests, sent, received: Int
        }

        struct Ready: Decodable {
            var phase: String
        }

        /// Only the server is watched, so that its role cannot come from the client's end.
        @Test(
            "who accepts stays known when one of two sockets on a port is closed, whether they are older than the capture or not",
            arguments: Backend.allCases, [false, true])
        func oneOfTwoCloses(backend: Backend, areOlder: Bool) throws {
            let (cgroup, gate) = (try TestCgroup(), Signal())
            let driver: Driver
            let weir: WeirRun
            if areOlder {
                driver = try Driver("listeners", ["--gate", gate.path], in: cgroup)
                #expect(try driver.line(as: Ready.self).phase == "ready")
                weir = try WeirRun(watching: cgroup, backend: backend)
                try gate.give()
            } else {
                weir = try WeirRun(watching: cgroup, backend: backend)
                driver = try Driver("listeners", [], in: cgroup)
            }
            let done = try driver.line(areOlder ? 1 : 0, as: Done.self)
            try driver.child.succeed()
            let report = try weir.stop()

            let flows = report.flows(toPort: done.port)
            #expect(flows.map(\.requests).reduce(0, +) == done.requests)
            #expect(flows.map(\.bytes.sent).reduce(0, +) == done.sent)
            #expect(flows.map(\.bytes.received).reduce(0, +) == done.received)
            #expect(report.summary.requests == done.requests)
            #expect(report.summary.connections.opened == done.connections)
            for flow in report.flows where flow.transport == "tcp" {
                #expect(flow.guessed != true, "the role of an accepted socket needs no guess")
                #expect(flow.older != true)
                #expect(flow.server?.process?.name == "drv-server")
            }
        }
    }
}
