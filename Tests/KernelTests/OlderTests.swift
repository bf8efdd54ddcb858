import Testing

extension KernelTests {
    /// Connections that were there before the capture.
    @Suite struct Older {
        /// What `older` prints, of one phase.
        struct Phase: Decodable {
            var phase: String
            var tcpPort, udpPort, tcpConnections: Int
            var path: String
            var tcpRequests, tcpSent, tcpReceived: Int
            var udpRequests, udpSent, udpReceived: Int
            var unixRequests, unixSent, unixReceived: Int
        }

        @Test(
            "older connections are known, with who connected to whom, and counted from the start of the capture",
            arguments: Backend.allCases)
        func older(backend: Backend) throws {
            let (cgroup, gate) = (try TestCgroup(), Signal())
            let driver = try Driver("older", [gate.path], in: cgroup)
            #expect(try driver.line(as: Phase.self).phase == "ready")
            let weir = try WeirRun(watching: cgroup, backend: backend)
            try gate.give()
            let done = try driver.line(1, as: Phase.self)
            try driver.child.succeed()
            let report = try weir.stop()

            #expect(done.phase == "done" && done.tcpRequests > 0)
            let tcp = report.flows(toPort: done.tcpPort)
            let udp = report.flows(toPort: done.udpPort, "udp")
            let unix = report.flows.filter { $0.transport == "unix" && $0.server?.path == done.path }
            #expect(moved(tcp) == [done.tcpRequests, done.tcpSent, done.tcpReceived])
            #expect(moved(udp) == [done.udpRequests, done.udpSent, done.udpReceived])
            #expect(moved(unix) == [done.unixRequests, done.unixSent, done.unixReceived])
            #expect(report.summary.connections.opened == 0, "nothing was opened under the capture")
            for flow in tcp + udp + unix {
                #expect(flow.older == true, "\(flow.transport)")
                #expect(flow.client?.process?.name == "drv-client" && flow.server?.process?.name == "drv-server", "\(flow.transport)")
            }
        }

        @Test("an older connection that says nothing is told as open", arguments: Backend.allCases)
        func silent(backend: Backend) throws {
            let (cgroup, gate) = (try TestCgroup(), Signal())
            let driver = try Driver("older", [gate.path], in: cgroup)
            let ready = try driver.line(as: Phase.self)
            let weir = try WeirRun(watching: cgroup, backend: backend)
            try weir.nextStatus()
            let report = try weir.stop()
            try gate.give()
            try driver.child.succeed()

            let last = try #require(report.flows(toPort: ready.tcpPort).last)
            #expect(last.connections.active == ready.tcpConnections)
            #expect(report.sum() == Tally())
        }

        @Test("connections of processes that come into the watched cgroup are counted from then on", arguments: Backend.allCases)
        func comeIn(backend: Backend) throws {
            let (outside, watched, gate) = (try TestCgroup(), try TestCgroup(), Signal())
            let driver = try Driver("older", [gate.path], in: outside)
            _ = try driver.line(as: Phase.self)
            let weir = try WeirRun(watching: watched, backend: backend)
            try watched.take(from: outside)
            try gate.give()
            let done = try driver.line(1, as: Phase.self)
            try driver.child.succeed()
            let report = try weir.stop()

            #expect(moved(report.flows(toPort: done.tcpPort)) == [done.tcpRequests, done.tcpSent, done.tcpReceived])
            #expect(moved(report.flows(toPort: done.udpPort, "udp")) == [done.udpRequests, done.udpSent, done.udpReceived])
            let unix = report.flows.filter { $0.transport == "unix" && $0.server?.path == done.path }
            #expect(moved(unix) == [done.unixRequests, done.unixSent, done.unixReceived])
        }

        private func moved(_ flows: [Flow]) -> [Int] {
            let sum = flows.reduce(into: Tally()) { $0 += Tally($1) }
            return [sum.requests, sum.sent, sum.received]
        }
    }
}
