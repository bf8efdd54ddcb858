import Foundation
import Testing

extension KernelTests {
    /// Clients that mean harm. The daemon sends them away, and counts on, exactly.
    @Suite struct DaemonAttacks {
        @Test("a thousand clients that say nothing take neither its counts nor its memory")
        func idle() throws {
            let cgroup = try TestCgroup()
            let guarded = try GuardedDaemon(watching: cgroup)
            let before = try guarded.weir.status().residentBytes
            var clients = try (0..<1000).map { _ in try RawClient(port: guarded.port) }
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            sleep(2)
            #expect(clients.count == 1000)
            clients = []
            try expectUnharmed(guarded, plan.tally, before)
        }

        @Test("a client that sends its request byte by byte is sent away, and others are answered meanwhile")
        func slow() throws {
            let cgroup = try TestCgroup()
            let guarded = try GuardedDaemon(watching: cgroup)
            let before = try guarded.weir.status().residentBytes
            let clients = try (0..<100).map { _ in try RawClient(port: guarded.port) }
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            var refused = 0
            for byte in "GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\nX: aaaaaaaaaaaaaaaaaaaa" {
                for client in clients { client.say(String(byte)) }
                if try guarded.http.get("/healthz").status != 200 { refused += 1 }
                usleep(100_000)
            }
            #expect(refused == 0)
            let answers = clients.map { $0.answer(within: 10) }
            #expect(answers.allSatisfy { $0 != nil && ($0 == "" || $0?.hasPrefix("HTTP/1.1 408") == true) })
            try expectUnharmed(guarded, plan.tally, before)
        }

        @Test("10 MB of headers, of one header and of a path are refused before they are read", arguments: ["headers", "header", "path", "lines"])
        func large(kind: String) throws {
            let cgroup = try TestCgroup()
            let guarded = try GuardedDaemon(watching: cgroup)
            let before = try guarded.weir.status().residentBytes
            let block = String(repeating: "a", count: 1000)
            let starts = ["headers": "GET / HTTP/1.1\r\n", "header": "GET / HTTP/1.1\r\nX: ", "path": "GET /", "lines": "\r\n"]
            let more = ["headers": "X: \(block)\r\n", "header": block, "path": block, "lines": String(repeating: "\r\n", count: 500)]
            for _ in 0..<3 {
                let client = try RawClient(port: guarded.port)
                client.say(starts[kind] ?? "")
                var sent = 0
                while sent < 10_000_000, client.say(more[kind] ?? "") { sent += 1000 }
                #expect(sent < 10_000_000)
                let answer = client.answer(within: 10)
                #expect(answer == "" || answer?.hasPrefix("HTTP/1.1 4") == true)
            }
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            try expectUnharmed(guarded, plan.tally, before)
        }

        @Test("what is no HTTP is no harm")
        func garbage() throws {
            let cgroup = try TestCgroup()
            let guarded = try GuardedDaemon(watching: cgroup)
            let before = try guarded.weir.status().residentBytes
            for text in [
                "\u{0}\u{1}\u{2}\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", "GET\r\n\r\n",
                "GET / HTTP/1.1\nHost: localhost\n\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET / HTTP/1.1\r\n folded\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n",
            ] {
                let client = try RawClient(port: guarded.port)
                client.say(text)
                let answer = client.answer(within: 15)
                #expect(answer == "" || answer?.hasPrefix("HTTP/1.1 4") == true || answer?.hasPrefix("HTTP/1.1 505") == true, "\(text)")
            }
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            try expectUnharmed(guarded, plan.tally, before)
        }

        private func expectUnharmed(_ guarded: GuardedDaemon, _ told: Tally, _ before: Int) throws {
            let isWell = Lab.eventually(within: 20) { (try? guarded.http.get("/healthz").status) == 200 }
            #expect(isWell)
            #expect(try guarded.weir.topology(within: 10) { $0.sum() == told }.sum() == told)
            let status = try guarded.weir.status()
            #expect(status.lost == 0 && status.residentBytes < before + 32_000_000)
            #expect(try guarded.weir.stop() == 0)
        }
    }
}
