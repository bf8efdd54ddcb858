import Testing

extension KernelTests {
    /// The matrix of design.md section 3: every way that bytes go into a socket or come out of it.
    @Suite struct Coverage {
        struct Operation: Decodable {
            var op, side, transport: String
            var port: Int?
            var path: String?
            var requests, sent, received, unseen: Int

            /// Operations share a flow when the kernel gives their servers the same port.
            var service: Service { Service(transport: transport, port: port, path: path) }
            var tally: Tally { Tally(requests: requests, sent: sent, received: received) }
        }

        /// What a backend does not see when a client does it. All else is seen; and whatever a server does, since its client's end tells of
        /// it. An operation that is here and is seen after all fails the tests too.
        private static func blindness(_ backend: Backend, to operation: Operation) -> Blindness {
            guard operation.side == "client" else { return [] }
            return switch (backend, operation.op) {
            case (.socket, "splice_out"): .received
            case (.syscall, "uring_send"), (.syscall, "uring_write"): .sent
            case (.syscall, "uring_recv"), (.syscall, "uring_read"): .received
            default: []
            }
        }

        @Test(
            "bytes are exact for every operation, and those that a backend does not see are its residue",
            arguments: Backend.allCases, [["list"], ["list", "--server"]])
        func everyOperation(backend: Backend, list: [String]) throws {
            let names = try Child.run([Lab.driver("coverage")] + list).split(separator: "\n").map(String.init)
            #expect(names.count >= 24)
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend)
            let operations = try names.map {
                try Driver.run("coverage", [$0] + list.dropFirst(), in: cgroup, as: Operation.self)
            }
            let report = try weir.stop()

            for (service, sharing) in Dictionary(grouping: operations, by: \.service) {
                var (expected, unseen) = (Tally(), 0)
                for operation in sharing {
                    let blindness = Self.blindness(backend, to: operation)
                    expected += blindness.told(of: operation.tally)
                    unseen += blindness.unseen(of: operation.tally)
                }
                var found = report.sum { $0.service == service }
                #expect(found.opened >= sharing.count, "\(sharing.map(\.op))")
                found.opened = 0
                #expect(found == expected, "\(sharing.map(\.op))")
                #expect(report.residue { $0.service == service } == Residue(unseen: unseen), "\(sharing.map(\.op))")
            }
            #expect(report.summary.lost == 0)
            #expect(operations.filter { $0.unseen > 0 }.map(\.op) == ["splice_out"], "as the driver has it, for the socket backend")
        }

        @Test("requests over UDP and unix sockets are told apart by their service and timed", arguments: Backend.allCases)
        func others(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend, ["--requests"])
            let operations = try ["udp", "udp_unconnected", "unix_stream", "unix_pair"].map {
                try Driver.run("coverage", [$0], in: cgroup, as: Operation.self)
            }
            let report = try weir.stop()

            for operation in operations {
                let requests = report.requests.filter { $0.service == operation.service }
                #expect(requests.count == operation.requests, "\(operation.op)")
                #expect(requests.allSatisfy { $0.requestTime > 0 && $0.requestTime < 10 }, "\(operation.op)")
            }
        }
    }
}
