import Testing

extension KernelTests {
    /// What TCP counted and the capture did not, told to the byte and by its reason.
    @Suite struct Residues {
        /// What `residue` prints of its last phase. It happens to the client.
        struct Done: Decodable {
            var port, requests, sent, received, spliced, unread, earlierSent, earlierReceived, tcpSent, tcpReceived: Int
        }
        struct Ready: Decodable { var phase: String }

        @Test(
            "of plain traffic nothing is left over, and of anything else exactly its part",
            arguments: Backend.allCases, ["plain", "unread", "splice"])
        func exact(backend: Backend, kind: String) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend)
            let done = try Driver.run("residue", [kind], in: cgroup, as: Done.self)
            expect(done, in: try weir.stop(), backend)
        }

        @Test("bytes from before the capture are told as earlier, once, though both ends are watched", arguments: Backend.allCases)
        func earlier(backend: Backend) throws {
            let (cgroup, gate) = (try TestCgroup(), Signal())
            let driver = try Driver("residue", ["earlier", gate.path], in: cgroup)
            #expect(try driver.line(as: Ready.self).phase == "ready")
            let weir = try WeirRun(watching: cgroup, backend: backend)
            try gate.give()
            let done = try driver.line(1, as: Done.self)
            try driver.child.succeed()
            #expect(done.earlierSent > 0 && done.earlierReceived > 0)
            expect(done, in: try weir.stop(), backend)
        }

        @Test("connections that are still open at the end are reconciled too", arguments: Backend.allCases)
        func stillOpen(backend: Backend) throws {
            let (cgroup, gate) = (try TestCgroup(), Signal())
            let driver = try Driver("residue", ["earlier", gate.path], in: cgroup)
            let ready = try driver.line(as: Done.self)
            let weir = try WeirRun(watching: cgroup, backend: backend)
            let report = try weir.stop()
            try gate.give()
            try driver.child.succeed()

            #expect(report.residue { $0.server?.port == ready.port } == Residue(earlier: ready.tcpSent + ready.tcpReceived))
            #expect(report.sum() == Tally())
        }

        private func expect(_ done: Done, in report: WeirReport, _ backend: Backend) {
            let unseen = backend == .socket ? done.spliced : 0
            let residue = Residue(earlier: done.earlierSent + done.earlierReceived, unseen: unseen, unread: done.unread)
            #expect(report.residue { $0.server?.port == done.port } == residue)
            #expect(report.summary.residue == residue, "the summary has what its flows have")
            #expect(report.flows.allSatisfy { $0.residue != Residue() }, "what is nothing is left out")

            let told = report.sum(toPort: done.port)
            #expect(told.requests == done.requests && told.sent == done.sent && told.received == done.received - unseen)
            let counted = told.sent + told.received + residue.earlier + residue.unseen + residue.unread
            #expect(counted == done.tcpSent + done.tcpReceived, "with what is left over it is what TCP counted")
        }
    }
}
