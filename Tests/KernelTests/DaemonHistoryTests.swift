import Testing

extension KernelTests {
    /// The past, and what a daemon that goes on for long keeps of it.
    @Suite struct DaemonHistory {
        private struct History: Decodable {
            var type, from: String
            var step: Double
            var times: [String]
            var requestsPerSecond, errorsPerSecond, requestTimeP50, requestTimeP99, lost: [Double?]
            var metrics: [String: [Double?]]
        }

        @Test("sparklines are as long as there are times, and add up to what happened")
        func sparklines() throws {
            let cgroup = try TestCgroup()
            let weir = try WeirDaemon(watching: [cgroup])
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            let status = try Patience.until(40, { try weir.status() }, { $0.history.seconds ?? 0 > 20 })
            #expect(status.history.seconds ?? 0 > 20 && status.history.bytes > 0 && status.history.bytes < status.history.limitBytes)
            for query in ["", "?node=host:node-1", "?node=process:node-1/\(cgroup.path)/drv-server", "?node=process:node-1/\(cgroup.path)/drv-client"] {
                let history = try weir.get("/api/v1/history\(query)", as: History.self)
                let series = [history.requestsPerSecond, history.errorsPerSecond, history.requestTimeP50, history.requestTimeP99, history.lost]
                #expect((2...4).contains(history.times.count) && history.step == 10 && history.times == history.times.sorted())
                #expect(series.allSatisfy { $0.count == history.times.count } && history.metrics.values.allSatisfy { $0.count == history.times.count })
                let most = history.requestsPerSecond.compactMap(\.self).max() ?? 0
                // All of it was in one step, about ten seconds long.
                #expect(most * 10 > Double(plan.requests) * 0.9 && most * 10 < Double(plan.requests) * 1.2, "\(query)")
                #expect(history.requestsPerSecond.compactMap(\.self).filter { $0 > 0 }.count == 1)
                #expect(history.errorsPerSecond.allSatisfy { $0 == 0 } && history.lost.allSatisfy { $0 == 0 })
            }
            // What is long past is out of a short window, and in a long one.
            #expect(try weir.topology("window=5").sum() == Tally())
            #expect(try weir.topology().sum() == plan.tally)
        }

        @Test("many runs of a program in one place are one node, and take no more memory than one")
        func growth() throws {
            let cgroup = try TestCgroup()
            let weir = try WeirDaemon(watching: [cgroup])
            func flood() throws -> Tally {
                let count = try Driver.run("flood", ["--connect-each", "--connections", "2", "--requests", "1500"], in: cgroup, as: FloodCount.self)
                return count.tally
            }
            var all = try flood()
            let server = try BriefServer(in: cgroup)
            for _ in 0..<30 { try server.ask(from: cgroup) }
            all += Tally(requests: 30, sent: 330, received: 660, opened: 30)
            let first = try weir.topology(within: 20) { $0.sum() == all }
            let before = try weir.status().residentBytes
            for _ in 0..<2 { all += try flood() }
            let topology = try weir.topology(within: 20) { $0.sum() == all }

            #expect(first.sum().opened == 1530 && topology.sum() == all)
            #expect(topology.ids(of: "process").count == 3 && topology.edges(to: "/briefly").count == 1)
            let status = try Patience.until(30, { try weir.status() }, { $0.flows == 0 })
            #expect(status.flows == 0 && status.lost == 0)
            #expect(status.residentBytes < before + 24_000_000)
            _ = try server.stop()
        }
    }
}
