import Foundation
import Testing

extension KernelTests {
    /// `weir record` and `weir replay` of real traffic; sysdig reads what was written.
    @Suite struct Record {
        @Test("a live run and the replay of what was recorded beside it tell the same flows, requests and bytes, of every hard scene")
        func sameAsLive() throws {
            let cgroup = try TestCgroup()
            let live = try WeirRun(watching: cgroup, backend: .syscall, ["--requests"])
            let recording = try Recording(watching: cgroup)
            let scenes = try Driver("traffic", ["all", "--short", "2000"], in: cgroup).lines(as: Scene.self).filter { $0.skipped == nil }
            let told = try live.stop()
            try recording.stop()
            let replayed = try recording.replay(["--requests"])

            #expect(scenes.count >= 38)
            #expect(Tally(replayed.summary) == Tally(told.summary))
            #expect(replayed.summary.residue == told.summary.residue && replayed.summary.connections.closed == told.summary.connections.closed)
            #expect(replayed.summary.lost == 0 && replayed.summary.malformed == 0)
            #expect(replayed.summary.produced == replayed.summary.events)
            #expect(Set(replayed.flows.map(\.service)) == Set(told.flows.map(\.service)))
            for scene in scenes {
                let (there, here) = (told.flows.filter { $0.service == scene.service }, replayed.flows.filter { $0.service == scene.service })
                #expect(replayed.sum { $0.service == scene.service } == told.sum { $0.service == scene.service }, "\(scene.scene)")
                #expect(Set(here.map { $0.client?.process?.name }) == Set(there.map { $0.client?.process?.name }), "\(scene.scene)")
                #expect(Set(here.map { $0.server?.cgroup }) == Set(there.map { $0.server?.cgroup }), "\(scene.scene)")
                let requests = replayed.requests.filter { $0.service == scene.service }
                #expect(requests.count == told.requests.count { $0.service == scene.service }, "\(scene.scene)")
            }
        }

        @Test("23 requests on 7 connections are 23 and 7 in the replay, in sysdig, and again in the replay of the calls alone")
        func exact() throws {
            let cgroup = try TestCgroup()
            let recording = try Recording(watching: cgroup)
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            try recording.stop()

            let report = try recording.replay()
            #expect(Tally(report.summary) == plan.tally)
            #expect(report.sum(toPort: plan.port4) == Tally(requests: plan.requests4, unanswered: 1, sent: plan.sent4, received: plan.received4, opened: plan.opened4))
            let moved = try Self.moved(recording)
            for (port, bytes) in [(plan.port4, plan.sent4 + plan.received4), (plan.port6, plan.sent6 + plan.received6)] {
                #expect(moved["\(port) read"] == bytes && moved["\(port) write"] == bytes)
            }
            #expect(try recording.sysdig(["-c", "topconns"]).dropFirst(2).count == plan.opened)

            try Self.disown(recording.file)
            let calls = try recording.replay()
            var expected = plan.tally
            expected.unanswered = 0 // a reset is no call
            #expect(Tally(calls.summary) == expected)
        }

        /// Bytes by port and direction, as sysdig adds them up: each once at the end that sends and once at the end that receives.
        private static func moved(_ recording: Recording) throws -> [String: Int] {
            let isIO = "evt.dir=< and evt.rawres>0 and evt.is_io=true and fd.type in (ipv4, ipv6)"
            let rows = try recording.sysdig(["-p", "%fd.sport %evt.io_dir %evt.rawres", isIO])
            return rows.map { $0.split(separator: " ") }.reduce(into: [:]) { $0["\($1[0]) \($1[1])", default: 0] += Int($1[2]) ?? 0 }
        }

        @Test("whatever the call, sysdig adds up what the driver moved")
        func calls() throws {
            let cgroup = try TestCgroup()
            let recording = try Recording(watching: cgroup)
            let names = ["plain", "send", "sendto", "writev", "pwritev2", "sendmsg", "sendmmsg", "fork", "dup", "eagain", "partial"]
            let scenes = try Driver("traffic", names, in: cgroup).lines(as: Scene.self)
            try recording.stop()

            let moved = try Self.moved(recording)
            #expect(scenes.count == names.count)
            for scene in scenes {
                let (bytes, port) = (scene.tally.sent + scene.tally.received, try #require(scene.port))
                #expect(moved["\(port) read"] == bytes && moved["\(port) write"] == bytes, "\(scene.scene)")
            }
        }

        /// Makes weir's records in a capture those of another version: then its calls are told.
        static func disown(_ file: String) throws {
            var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
            let place = try #require(bytes.range(of: Data("\nwire ".utf8)))
            bytes[place.upperBound] = UInt8(ascii: "9")
            try bytes.write(to: URL(fileURLWithPath: file))
        }

        @Test("the same bytes come out each time, plain or gzip, from a file or a pipe")
        func deterministic() throws {
            let cgroup = try TestCgroup()
            let recording = try Recording(watching: cgroup, ["--gzip"])
            _ = try Driver.run("flood", ["--requests", "3000", "--connections", "5"], in: cgroup, as: FloodCount.self)
            try recording.stop()
            let weir = try Lab.weir()
            let outputs = try ["cat", "gzip -dc"].flatMap { open in
                try (0..<2).map { _ in
                    let child = try Child(["/bin/sh", "-c", "\(open) \(recording.file) | \(weir) replay --json --requests -"])
                    try child.succeed()
                    return child.output.all
                }
            }
            #expect(Set(outputs).count == 1 && outputs[0].count > 3000)
        }

        @Test("of processes that are not watched nothing is in the file")
        func tenants() throws {
            let (mine, other) = (try TestCgroup(), try TestCgroup())
            let name = Lab.fresh("neighbour")
            let neighbour = try other.start(["/bin/sh", "-c", "exec -a \(name) sleep 60"])
            defer { try? neighbour.signal(SIGKILL) }
            let recording = try Recording(watching: mine)
            let plan = try Driver.run("exact", in: mine, as: ExactPlan.self)
            _ = try Driver.run("exact", in: other, as: ExactPlan.self)
            try recording.stop()

            let bytes = try Data(contentsOf: URL(fileURLWithPath: recording.file))
            #expect(bytes.range(of: Data(name.utf8)) == nil && bytes.range(of: Data(other.path.utf8)) == nil)
            #expect(bytes.range(of: Data(mine.path.utf8)) != nil)
            #expect(Tally(try recording.replay().summary) == plan.tally)
            let threads = Set(try recording.sysdig(["-p", "%proc.pid"]))
            #expect(!threads.contains("\(neighbour.pid)"))
        }

        @Test("a capture whose writer was killed holds everything until a moment before, plain and gzip", arguments: [[], ["--gzip"]])
        func killed(arguments: [String]) throws {
            let cgroup = try TestCgroup()
            let recording = try Recording(watching: cgroup, arguments)
            let plan = try Driver.run("exact", in: cgroup, as: ExactPlan.self)
            usleep(2_500_000)
            try recording.signal(SIGKILL)
            #expect(try recording.wait() == -SIGKILL)
            let child = try Child([Lab.weir(), "replay", "--json", recording.file])
            let status = try child.wait()
            #expect(status == 0 || child.errors.text.contains("everything before it is told"), "\(child.errors.text)")
            #expect(Tally(try WeirReport(child.output.all).summary) == plan.tally)
        }

        @Test("a full disk ends the capture with a clear error, and what was written opens")
        func fullDisk() throws {
            let (cgroup, folder) = (try TestCgroup(), try Scratch())
            try Child([Lab.tool("mount"), "-t", "tmpfs", "-o", "size=300k", "weir-test", folder.path]).succeed()
            defer { _ = try? Child([Lab.tool("umount"), folder.path]).wait() }
            let recording = try Recording(watching: cgroup, file: "\(folder.path)/test.scap")
            _ = try Driver.run("flood", ["--requests", "20000"], in: cgroup, as: FloodCount.self)
            #expect(try recording.wait() == 1)
            #expect(recording.errors.text.contains("No space left on device"), "\(recording.errors.text)")
            let report = try recording.replay()
            #expect(report.summary.requests > 0 && report.summary.requests <= 20000)
            #expect(try !recording.sysdig(["-c", "topconns"]).isEmpty)
        }

        @Test("a place that cannot be written, and a file that is there, are refused before anything is captured")
        func unwritable() throws {
            let folder = try Scratch()
            let file = "\(folder.path)/there"
            #expect(FileManager.default.createFile(atPath: file, contents: Data("mine".utf8)))
            for (path, status, words) in [("/proc/x.scap", 1, "/proc/x.scap"), (file, 1, "--force")] {
                let child = try Child([Lab.weir(), "record", "--pid", "1", path])
                #expect(try child.wait() == status)
                #expect(child.errors.text.contains(words), "\(child.errors.text)")
            }
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
        }
    }
}
