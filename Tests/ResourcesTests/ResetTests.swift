import Foundation
import Testing

@testable import Resources

struct ResetTests {
    private static let second = FakeMachine.second
    private let group = GroupPaths(key: "web", v2: "/docker/abc", v1: "/docker/abc")

    @Test("a counter that is smaller than before gives no rate, and counts on from there", arguments: FakeMachine.Cgroups.allCases)
    func smaller(cgroups: FakeMachine.Cgroups) throws {
        let machine = try FakeMachine(cgroups)
        var sampler = machine.sampler()
        let readings: [(UInt64, Double?)] = [(9_000_000, nil), (10_000_000, 1), (500_000, nil), (750_000, 0.25)]
        for (turn, (microseconds, cores)) in readings.enumerated() {
            if cgroups == .v2 {
                try machine.writeV2("/docker/abc", usec: microseconds, read: microseconds)
            } else {
                try machine.writeV1("/docker/abc", nanoseconds: microseconds * 1000, read: microseconds)
            }
            let usage = sampler.sample(at: UInt64(turn + 1) * Self.second, groups: [group], processes: []).groups["web"]
            #expect(usage?.cpuCores == cores)
            #expect(usage?.ioReadBytesPerSecond == cores.map { $0 * 1e6 })
        }
    }

    @Test("a cgroup that was made again under its old name begins anew, however large its counters are", arguments: [0, 512])
    func madeAgain(descriptors: Int) throws {
        let machine = try FakeMachine(.v2)
        var sampler = machine.sampler(ResourceLimits(descriptors: descriptors))
        try machine.writeV2("/docker/abc", usec: 1_000_000)
        _ = sampler.sample(at: Self.second, groups: [group], processes: [])
        try machine.remove("cgroup/docker/abc")
        try machine.write("cgroup/docker/takes/its/inode", "")
        _ = sampler.sample(at: 2 * Self.second, groups: [], processes: [])
        try machine.writeV2("/docker/abc", usec: 900_000_000)
        #expect(sampler.sample(at: 3 * Self.second, groups: [group], processes: []).groups["web"]?.cpuCores == nil)
        try machine.writeV2("/docker/abc", usec: 901_000_000)
        #expect(sampler.sample(at: 4 * Self.second, groups: [group], processes: []).groups["web"]?.cpuCores == 1)
    }

    @Test("another file at the same path gives no rate")
    func replaced() throws {
        let machine = try FakeMachine(.v2)
        var sampler = machine.sampler(ResourceLimits(descriptors: 0))
        try machine.writeV2("/docker/abc", usec: 1_000_000)
        _ = sampler.sample(at: Self.second, groups: [group], processes: [])
        try FileManager.default.moveItem(atPath: machine.root + "/cgroup/docker/abc", toPath: machine.root + "/cgroup/docker/old")
        try machine.writeV2("/docker/abc", usec: 900_000_000)
        #expect(sampler.sample(at: 2 * Self.second, groups: [group], processes: []).groups["web"]?.cpuCores == nil)
    }

    @Test("a group that has vanished is not in the sample, and comes back when it does")
    func vanished() throws {
        let machine = try FakeMachine(.hybrid)
        var sampler = machine.sampler(ResourceLimits(descriptors: 0))
        try machine.writeV1("/docker/abc", nanoseconds: 1)
        #expect(sampler.sample(at: Self.second, groups: [group], processes: []).groups.count == 1)
        for controller in ["cpu,cpuacct", "memory", "blkio", "pids"] { try machine.remove("cgroup/\(controller)/docker/abc") }
        #expect(sampler.sample(at: 2 * Self.second, groups: [group], processes: []).groups.isEmpty)
        try machine.writeV1("/docker/abc", nanoseconds: 1)
        var usage: ResourceUsage?
        for turn: UInt64 in 3...12 { usage = sampler.sample(at: turn * Self.second, groups: [group], processes: []).groups["web"] }
        #expect(usage?.cpuCores == 0)
        #expect(usage?.memoryLimitBytes == 1_048_576)
    }

    @Test("what was learned of a group goes with its cgroup, whenever that goes", arguments: 1...12)
    func vanishedLater(lived: Int) throws {
        let machine = try FakeMachine(.v2)
        var sampler = machine.sampler(ResourceLimits(descriptors: 0))
        try machine.writeV2("/docker/abc", usec: 1)
        for turn in 1...lived {
            #expect(sampler.sample(at: UInt64(turn) * Self.second, groups: [group], processes: []).groups["web"]?.memoryLimitBytes != nil)
        }
        try machine.remove("cgroup/docker/abc")
        #expect(sampler.sample(at: UInt64(lived + 1) * Self.second, groups: [group], processes: []).groups.isEmpty)
    }

    @Test("a clock that stands still or runs back gives no rate, nor does a moment")
    func clock() throws {
        let machine = try FakeMachine(.v2)
        var sampler = machine.sampler()
        let moments: [(UInt64, Double?)] = [
            (5, nil), (5, nil), (4, nil), (4 + Self.second, 1), (5 + Self.second, nil), (4 + 2 * Self.second, 0.5),
        ]
        for (turn, (time, cores)) in moments.enumerated() {
            try machine.writeV2("/docker/abc", usec: turn < 3 ? 1_000_000 : turn < 5 ? 2_000_000 : 2_500_000)
            let sample = sampler.sample(at: time, groups: [group], processes: [])
            #expect(sample.groups["web"]?.cpuCores == cores)
            #expect(sample.from <= sample.to && sample.to == time)
        }
    }
}
