import Testing

extension KernelTests {
    /// The matrix of design.md section 3: every way that bytes go into a socket or come out of it.
    @Suite struct Coverage {
        struct Operation: Decodable {
            var op, side, transport: String
            var port: Int?
            var path: String?
            var requests, sent, received, unseen: Int

            /// What weir is to tell: counts are taken at the client's end, where `splice` out of a socket fires no tracepoint.
            var told: Tally {
                guard unseen > 0, side == "client" else { return Tally(requests: requests, sent: sent, received: received) }
                return Tally(requests: 0, sent: sent, received: received - unseen)
            }

            /// Operations share a flow when the kernel gives their servers the same port.
            var service: String { "\(transport) \(port.map(String.init) ?? path ?? "unnamed")" }
        }

        @Test("bytes are exact for every operation", arguments: [["list"], ["list", "--server"]])
        func everyOperation(list: [String]) throws {
            let names = try Child.run([Lab.driver("coverage")] + list).split(separator: "\n").map(String.init)
            #expect(names.count >= 24)
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup)
            let operations = try names.map {
                try Driver.run("coverage", [$0] + list.dropFirst(), in: cgroup, as: Operation.self)
            }
            let report = try weir.stop()

            let told = Dictionary(grouping: report.flows, by: service).mapValues { $0.reduce(into: Tally()) { $0 += Tally($1) } }
            for (service, sharing) in Dictionary(grouping: operations, by: \.service) {
                let expected = sharing.reduce(into: Tally()) { $0 += $1.told }
                var found = told[service] ?? Tally()
                #expect(found.opened >= sharing.count, "\(sharing.map(\.op))")
                found.opened = 0
                #expect(found == expected, "\(sharing.map(\.op))")
            }
            #expect(report.summary.lost == 0)
            #expect(operations.filter { $0.unseen > 0 }.map(\.op) == ["splice_out"])
        }

        @Test("requests over UDP and unix sockets are told apart by their service and timed")
        func others() throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, ["--requests"])
            let operations = try ["udp", "udp_unconnected", "unix_stream", "unix_pair"].map {
                try Driver.run("coverage", [$0], in: cgroup, as: Operation.self)
            }
            let report = try weir.stop()

            for operation in operations {
                let requests = report.requests.filter {
                    $0.transport == operation.transport && $0.server?.port == operation.port && $0.server?.path == operation.path
                }
                #expect(requests.count == operation.requests, "\(operation.op)")
                #expect(requests.allSatisfy { $0.requestTime > 0 && $0.requestTime < 10 }, "\(operation.op)")
            }
        }

        private func service(_ flow: Flow) -> String {
            "\(flow.transport) \(flow.server?.port.map(String.init) ?? flow.server?.path ?? "unnamed")"
        }
    }
}
