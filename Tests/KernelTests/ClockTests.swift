import Testing

extension KernelTests {
    /// Request times against the clock of the program itself. Medians, or the least of equal ones: the machine is shared.
    @Suite struct Clocks {
        struct Times: Decodable {
            var port, requests: Int
            var serverNs, clientNs: [Int]
        }
        struct Queue: Decodable {
            var clientPortB, rounds: Int
            var queueNs: [Int]
        }

        /// Of the issue: 100 µs. The budget of the design is 20.
        private let tolerance = 100e-6

        @Test("a server's time and a client's are theirs by 100 µs, with 5 ms of work in each request", arguments: Backend.allCases)
        func knownDelay(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend, ["--requests"])
            let times = try Driver.run("clock", ["--delay-us", "5000"], in: cgroup, as: Times.self)
            let report = try weir.stop()

            #expect(report.requests.count == times.requests)
            // The same work each time: the least disturbed of them tells the clocks apart from the machine.
            let server = try #require(report.requests.compactMap(\.serverTime).min())
            let client = try #require(report.requests.map(\.requestTime).min())
            let (own, itself) = (try #require(times.serverNs.min()), try #require(times.clientNs.min()))
            #expect(abs(server - Double(own) / 1e9) < tolerance, "server \(server) s, says \(own) ns itself")
            #expect(abs(client - Double(itself) / 1e9) < tolerance, "client \(client) s, says \(itself) ns itself")
            #expect(server >= 0.005)
        }

        @Test("Apache's own time of a request is weir's by 100 µs, with Apache alone watched", arguments: ["event", "prefork"])
        func apache(module: String) throws {
            let (watched, outside) = (try TestCgroup(), try TestCgroup())
            let apache = try Apache(module: module, in: watched)
            let weir = try WeirRun(watching: watched, ["--requests"])
            try outside.start([Lab.tool("wrk"), "-t1", "-c2", "-d2s", "http://127.0.0.1:\(apache.port)/page"]).succeed()
            let logged = try apache.stop()
            let report = try weir.stop()

            #expect(logged.count > 100)
            #expect(report.summary.requests + report.summary.unanswered == logged.count)
            #expect(report.requests.allSatisfy { $0.observed == "server" && $0.method == "GET" && $0.path == "/page" && $0.status == 200 })
            let own = try #require(logged.map { Double($0) / 1e6 }.median)
            let told = try #require(report.requests.map(\.requestTime).median)
            #expect(abs(told - own) < tolerance, "weir \(told) s, %D \(own) s")
        }

        @Test("30 ms unread in the socket of a busy server are 30 ms of queue time", arguments: Backend.allCases)
        func queueTime(backend: Backend) throws {
            let cgroup = try TestCgroup()
            let weir = try WeirRun(watching: cgroup, backend: backend, ["--requests"])
            let queue = try Driver.run("queue", ["--wait-ms", "30", "--rounds", "20"], in: cgroup, as: Queue.self)
            let report = try weir.stop()

            let waits = report.requests.filter { $0.client?.port == queue.clientPortB }.compactMap(\.queueTime)
            #expect(waits.count == queue.rounds)
            #expect(waits.allSatisfy { $0 >= 0.030 })
            let median = try #require(waits.median)
            #expect(abs(median - seconds(queue.queueNs)) < 1e-3 && median < 0.035)
            let others = report.requests.filter { $0.client?.port != queue.clientPortB }.compactMap(\.queueTime)
            #expect(try #require(others.median) < 0.010)
        }

        private func seconds(_ nanoseconds: [Int]) -> Double { Double(nanoseconds.sorted()[nanoseconds.count / 2]) / 1e9 }
    }
}
