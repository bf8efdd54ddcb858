import Foundation
import Testing

@testable import Resources

struct GroupTests {
    private static let second = FakeMachine.second
    private let group = GroupPaths(key: "web", v2: "/docker/abc", v1: "/docker/abc")

    @Test("a v2 group: every value in base units")
    func unified() throws {
        let machine = try FakeMachine(.v2)
        try machine.writeV2("/docker/abc", usec: 1_000_000, current: 5000, read: 100, written: 200)
        var sampler = machine.sampler()
        #expect(try #require(sampler.sample(at: Self.second, groups: [group], processes: []).groups["web"]).cpuCores == nil)
        try machine.writeV2("/docker/abc", usec: 2_500_000, current: 5000, read: 1100, written: 200)
        let usage = try #require(sampler.sample(at: 2 * Self.second, groups: [group], processes: []).groups["web"])
        var expected = ResourceUsage()
        expected.cpuCores = 1.5
        expected.cpuLimitCores = 1.5
        expected.cpuThrottled = 0
        expected.memoryBytes = 4900
        expected.memoryLimitBytes = 1_048_576
        expected.ioReadBytesPerSecond = 1000
        expected.ioWriteBytesPerSecond = 0
        expected.processes = 2
        expected.threads = 7
        expected.oomKills = 3
        expected.pressureCPU = 0.125
        expected.pressureMemory = 0.0025
        expected.pressureIO = 1
        #expect(usage == expected)
    }

    @Test("a v1 group: every value in base units, pressure unknown")
    func legacy() throws {
        let machine = try FakeMachine(.v1)
        try machine.writeV1("/docker/abc", nanoseconds: 1, usage: 5000)
        var sampler = machine.sampler()
        _ = sampler.sample(at: Self.second, groups: [group], processes: [])
        try machine.writeV1("/docker/abc", nanoseconds: 500_000_001, usage: 50, written: 300)
        let usage = try #require(sampler.sample(at: 2 * Self.second, groups: [group], processes: []).groups["web"])
        var expected = ResourceUsage()
        expected.cpuCores = 0.5
        expected.cpuLimitCores = 0.5
        expected.cpuThrottled = 0
        expected.memoryBytes = 0
        expected.memoryLimitBytes = 1_048_576
        expected.ioReadBytesPerSecond = 0
        expected.ioWriteBytesPerSecond = 300
        expected.processes = 2
        expected.threads = 7
        expected.oomKills = 3
        #expect(usage == expected)
    }

    @Test("a hybrid group: each value from the hierarchy that has its controller")
    func hybrid() throws {
        let machine = try FakeMachine(.hybrid)
        try machine.writeV1("/docker/abc", nanoseconds: 0, usage: 5000)
        try machine.write("cgroup/unified/docker/abc/cpu.pressure", "some avg10=50.00 avg60=0.00 avg300=0.00 total=1\n")
        try machine.write("cgroup/unified/docker/abc/cpu.stat", "usage_usec 77\n")
        var sampler = machine.sampler()
        _ = sampler.sample(at: Self.second, groups: [group], processes: [])
        try machine.writeV1("/docker/abc", nanoseconds: 2_000_000_000, usage: 5000)
        let usage = try #require(sampler.sample(at: 2 * Self.second, groups: [group], processes: []).groups["web"])
        #expect(usage.cpuCores == 2)
        #expect(usage.memoryBytes == 4900)
        #expect(usage.pressureCPU == 0.5)
        #expect(usage.pressureIO == nil)
    }

    @Test("a group without v1 processors has those of v2")
    func hybridUnit() throws {
        let machine = try FakeMachine(.hybrid)
        var sampler = machine.sampler()
        let unit = GroupPaths(key: "unit", v2: "/system.slice/nginx.service", v1: "/system.slice/nginx.service")
        try machine.write("cgroup/unified/system.slice/nginx.service/cpu.stat", "usage_usec 1000000\n")
        _ = sampler.sample(at: Self.second, groups: [unit], processes: [])
        try machine.write("cgroup/unified/system.slice/nginx.service/cpu.stat", "usage_usec 1250000\n")
        #expect(sampler.sample(at: 2 * Self.second, groups: [unit], processes: []).groups["unit"]?.cpuCores == 0.25)
    }

    @Test("a nested Mesos container that is only in freezer has members and nothing else")
    func freezerOnly() throws {
        let machine = try FakeMachine(.v1)
        try machine.write("cgroup/freezer/mesos/a/mesos/b/cgroup.procs", "1\n2\n")
        try machine.write("cgroup/freezer/mesos/a/mesos/b/tasks", "1\n2\n3\n")
        try machine.write("cgroup/freezer/mesos/a/mesos/b/deeper/cgroup.procs", "4\n")
        try machine.write("cgroup/freezer/mesos/a/mesos/b/deeper/tasks", "4\n")
        var sampler = machine.sampler()
        let nested = GroupPaths(key: "b", v1: "/mesos/a/mesos/b")
        var expected = ResourceUsage()
        expected.processes = 3
        expected.threads = 4
        #expect(sampler.sample(at: Self.second, groups: [nested], processes: []).groups == ["b": expected])
    }

    @Test("no limit is no number", arguments: FakeMachine.Cgroups.allCases)
    func unlimited(cgroups: FakeMachine.Cgroups) throws {
        let machine = try FakeMachine(cgroups)
        if cgroups == .v2 {
            try machine.writeV2("/docker/abc")
            try machine.write("cgroup/docker/abc/cpu.max", "max 100000\n")
            try machine.write("cgroup/docker/abc/memory.max", "max\n")
        } else {
            try machine.writeV1("/docker/abc")
            try machine.write("cgroup/cpu,cpuacct/docker/abc/cpu.cfs_quota_us", "-1\n")
            try machine.write("cgroup/memory/docker/abc/memory.limit_in_bytes", "9223372036854771712\n")
        }
        var sampler = machine.sampler()
        for turn: UInt64 in 1...2 {
            let usage = try #require(sampler.sample(at: turn * Self.second, groups: [group], processes: []).groups["web"])
            #expect(usage.cpuLimitCores == nil && usage.memoryLimitBytes == nil && usage.cpuThrottled == nil)
            #expect(usage.memoryBytes != nil)
        }
    }

    @Test("throttled is the share of the periods between two samples")
    func throttled() throws {
        let machine = try FakeMachine(.v1)
        try machine.writeV1("/docker/abc")
        var sampler = machine.sampler()
        _ = sampler.sample(at: Self.second, groups: [group], processes: [])
        try machine.write("cgroup/cpu,cpuacct/docker/abc/cpu.stat", "nr_periods 110\nnr_throttled 29\nthrottled_time 99\n")
        let share = try #require(sampler.sample(at: 2 * Self.second, groups: [group], processes: []).groups["web"]?.cpuThrottled)
        #expect(abs(share - 0.4) < 1e-9)
    }
}
