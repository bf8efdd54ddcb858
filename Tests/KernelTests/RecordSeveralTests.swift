import Foundation
import Testing

extension KernelTests {
    /// Several captures in one replay: what has nothing to do with each other stays apart, what belongs together is one; and what they lost.
    @Suite struct RecordSeveral {
        private static func record(_ requests: Int, _ connections: Int) throws -> Recording {
            let cgroup = try TestCgroup()
            let recording = try Recording(watching: cgroup)
            let made = try Driver.run("flood", ["--requests", "\(requests)", "--connections", "\(connections)"], in: cgroup, as: FloodCount.self)
            try recording.stop()
            try #require(made.requests == requests)
            return recording
        }

        /// What does not depend on the order of lines and on where intervals end.
        private static func flows(_ report: WeirReport) -> [String: Tally] {
            Dictionary(grouping: report.flows) { "\($0.client?.cgroup ?? "") > \($0.server?.cgroup ?? "") \($0.service)" }
                .mapValues { flows in report.sum { flow in flows.contains { $0.service == flow.service } } }
        }

        @Test("captures of two runs tell together what each tells alone", arguments: [false, true])
        func apart(byCallsAlone: Bool) throws {
            let recordings = try [Self.record(300, 3), Self.record(500, 5)]
            if byCallsAlone { for recording in recordings { try Record.disown(recording.file) } }
            let alone = try recordings.map { try $0.replay() }
            let both = try Recording.replay(recordings.map(\.file))

            #expect(both.summary.requests == 800 && both.summary.connections.opened == 8 && both.gaps.isEmpty && both.summary.lost == (byCallsAlone ? nil : 0))
            #expect(both.summary.events == alone[0].summary.events + alone[1].summary.events)
            if !byCallsAlone { #expect(both.summary.produced == alone.compactMap(\.summary.produced).reduce(0, +)) }
            #expect(Self.flows(both) == Self.flows(alone[0]).merging(Self.flows(alone[1])) { one, _ in one })
            let last = try #require(both.flows.last?.client?.cgroup)
            #expect(both.flows.filter { $0.client?.cgroup != last }.count == alone[0].flows.count, "a flow of the first goes on in the second")
        }

        @Test("captures put into one file tell what they tell apart, the later one first too", arguments: [false, true])
        func inOneFile(laterFirst: Bool) throws {
            let recordings = try [Self.record(300, 3), Self.record(500, 5)]
            for recording in recordings { try Record.disown(recording.file) }
            let apart = try Recording.replay(recordings.map(\.file))
            let scratch = try Scratch()
            let file = "\(scratch.path)/both.scap"
            let parts = try recordings.map { try Data(contentsOf: URL(fileURLWithPath: $0.file)) }
            try (laterFirst ? parts[1] + parts[0] : parts[0] + parts[1]).write(to: URL(fileURLWithPath: file))
            let both = try Recording.replay([file])
            #expect(Tally(both.summary) == Tally(apart.summary) && both.summary.requests == 800)
            #expect(Self.flows(both) == Self.flows(apart))
            #expect(Set(both.flows.map(\.time)).count >= 2, "each has its own time")
        }

        @Test("a recorder that was stopped under load lost times and nothing else, and its capture says where")
        func lossy() throws {
            let (cgroup, enough) = (try TestCgroup(), Signal())
            let recording = try Recording(watching: cgroup)
            let flood = try Driver("flood", ["--until", enough.path, "--connections", "16"], in: cgroup)
            try recording.signal(SIGSTOP)
            sleep(5)
            try recording.signal(SIGCONT)
            try enough.give()
            let count = try flood.line(as: FloodCount.self)
            try flood.child.succeed()
            try recording.stop()
            let report = try recording.replay()
            #expect(Tally(report.summary) == count.tally && report.summary.lost > 0 && !report.gaps.isEmpty)
            let told = report.gaps.map(\.records).reduce(0, +)
            #expect(told > 0 && told <= report.summary.lost + 2 * report.summary.connections.closed, "\(told) in gaps, \(report.summary.lost!) lost")
            #expect(report.gaps.allSatisfy { $0.records > 0 && ($0.after ?? "") < $0.time })
        }

        @Test("the parts of a ring are one capture")
        func together() throws {
            let cgroup = try TestCgroup()
            let recording = try Recording(watching: cgroup, ["--size", "100K", "--rotate", "50"])
            _ = try Driver.run("flood", ["--requests", "3000", "--connections", "4"], in: cgroup, as: FloodCount.self)
            try recording.stop()
            let folder = (recording.file as NSString).deletingLastPathComponent
            let parts = try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }
            #expect(parts.count > 5)
            let report = try Recording.replay(parts)
            #expect(report.summary.requests == 3000 && report.summary.connections.opened == 4 && report.summary.connections.closed == 4)
            #expect(report.summary.lost == 0 && report.gaps.isEmpty && report.summary.produced == report.summary.events)
        }
    }
}
