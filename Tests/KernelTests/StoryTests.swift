import Foundation
import Testing

extension KernelTests {
    /// `weir events --calls`: the story of descriptors is complete, so that a recording can be made of it.
    @Suite struct Story {
        struct Event: Decodable {
            var kind: String
            var call: String?
            var process: Int?
            var parent: Int?
            var descriptor: Int?
            var inode: UInt64?
            var result: Int?
            var took: Double?
            var sent: Int?
            var payload: String?
        }

        struct Done: Decodable {
            var requests, sent, received, clientPid, serverPid: Int
        }

        /// Every event of one operation of the driver `coverage`.
        private func story(_ operation: String, _ arguments: [String] = ["--calls"]) throws -> ([Event], Done) {
            let cgroup = try TestCgroup()
            let weir = try Child(
                [Lab.weir(), "events", "--json", "--docker-socket", "/nonexistent/docker.sock", "--cgroup", cgroup.path] + arguments)
            _ = try weir.errors.first(within: 60) { $0.contains("capturing") }
            let done = try Driver.run("coverage", [operation], in: cgroup, as: Done.self)
            try weir.signal(SIGINT)
            try weir.succeed()
            #expect(weir.errors.text.hasSuffix("events printed, 0 lost"))
            let decoder = JSONDecoder()
            return (try weir.output.all.map { try decoder.decode(Event.self, from: Data($0.utf8)) }, done)
        }

        @Test("a descriptor that was duplicated leads to its socket, and each is closed once")
        func dup() throws {
            let (events, done) = try story("dup")
            let calls = events.filter { $0.kind == "call" && $0.process == done.clientPid }
            let made = try #require(calls.first { $0.call == "socket" })
            let dup = try #require(calls.first { $0.call == "dup" })
            #expect(dup.inode == made.inode && dup.descriptor == made.result && dup.result != made.result)

            let write = try #require(calls.first { $0.call == "write" })
            #expect(write.inode == made.inode && write.descriptor == dup.result && write.result == done.sent)
            #expect(write.took.map { $0 > 0 } == true && write.payload != nil)
            let closed = calls.filter { $0.call == "close" && $0.inode == made.inode }.compactMap(\.descriptor)
            #expect(closed.sorted() == [made.result, dup.result].compactMap { $0 }.sorted())
        }

        @Test("what calls moved is what the driver moved, at both ends")
        func bytes() throws {
            let (events, done) = try story("sendmsg")
            func moved(_ process: Int, _ names: [String]) -> Int {
                events.filter { $0.process == process && names.contains($0.call ?? "") }.compactMap(\.result).filter { $0 > 0 }.reduce(0, +)
            }
            let (send, receive) = (["write", "sendmsg", "sendto"], ["read", "recvmsg", "recvfrom"])
            #expect(moved(done.clientPid, send) == done.sent && moved(done.serverPid, receive) == done.sent)
            #expect(moved(done.serverPid, send) == done.received && moved(done.clientPid, receive) == done.received)
            #expect(events.contains { $0.call == "connect" && $0.process == done.clientPid && $0.result == 0 })
            #expect(events.contains { $0.call == "listen" && $0.process == done.serverPid })
            #expect(events.contains { ($0.call ?? "").hasPrefix("accept") && $0.process == done.serverPid && $0.inode != nil })
        }

        @Test("processes that begin and end are told, with who made them")
        func processes() throws {
            let (events, done) = try story("write")
            #expect(events.contains { $0.kind == "fork" && $0.process == done.serverPid && $0.parent == done.clientPid })
            #expect(events.contains { $0.kind == "exit" && $0.process == done.serverPid })
            #expect(events.contains { $0.kind == "exec" && $0.process == done.clientPid })
        }

        @Test("without --calls there are records of connections alone, the same as flows are made of")
        func withoutCalls() throws {
            let (events, done) = try story("write", [])
            #expect(events.allSatisfy { $0.kind != "call" && $0.kind != "fork" })
            let last = try #require(events.last { $0.kind == "close" && $0.process == done.clientPid })
            #expect(last.sent == done.sent)
        }
    }
}
