import Testing

@testable import Resources

struct ProcessTests {
    private static let second = FakeMachine.second

    @Test("cores, resident bytes and threads of a process", arguments: ["sh", "a b", "x) S 1 (", "((", ""])
    func values(name: String) throws {
        let machine = try FakeMachine()
        var sampler = machine.sampler()
        try machine.writeProcess(7, ticks: 1000, name: name)
        let first = try #require(sampler.sample(at: Self.second, groups: [], processes: [7]).processes[7])
        #expect(first.usage.cpuCores == nil)
        try machine.writeProcess(7, ticks: 1050, name: name)
        let second = try #require(sampler.sample(at: 2 * Self.second, groups: [], processes: [7]).processes[7])
        #expect(second.started == 500)
        #expect(second.usage.cpuCores == 50 / HostUnits.ticksPerSecond)
        #expect(second.usage.memoryBytes == HostUnits.bytes(pages: 10))
        #expect(second.usage.threads == 3)
    }

    @Test("a number that passed to another process begins anew")
    func reuse() throws {
        let machine = try FakeMachine()
        var sampler = machine.sampler()
        try machine.writeProcess(7, ticks: 1000)
        _ = sampler.sample(at: Self.second, groups: [], processes: [7])
        try machine.writeProcess(7, ticks: 90_000, started: 900)
        let other = try #require(sampler.sample(at: 2 * Self.second, groups: [], processes: [7]).processes[7])
        #expect(other.started == 900)
        #expect(other.usage.cpuCores == nil)
        try machine.writeProcess(7, ticks: 90_100, started: 900)
        #expect(sampler.sample(at: 3 * Self.second, groups: [], processes: [7]).processes[7]?.usage.cpuCores == 100 / HostUnits.ticksPerSecond)
    }

    @Test("between two readings a process keeps its last one")
    func keepsLast() throws {
        let machine = try FakeMachine()
        var sampler = machine.sampler()
        var cores: [Double?] = []
        for turn: UInt64 in 1...12 {
            try machine.writeProcess(7, ticks: turn * UInt64(HostUnits.ticksPerSecond))
            cores.append(sampler.sample(at: turn * Self.second, groups: [], processes: [7]).processes[7]?.usage.cpuCores)
        }
        #expect(cores == [nil] + [Double?](repeating: 1, count: 11))
    }

    @Test("a process that is not there is not in the sample")
    func absent() throws {
        let machine = try FakeMachine()
        var sampler = machine.sampler()
        try machine.write("proc/8/stat", "8 (torn) S 1 1")
        try machine.write("proc/9/stat", "")
        #expect(sampler.sample(at: Self.second, groups: [], processes: [7, 8, 9, .max]).processes.isEmpty)
    }

    @Test("what does not fit is counted, and what fits is sampled")
    func limits() throws {
        let machine = try FakeMachine(.v2)
        for process: UInt32 in 1...5 { try machine.writeProcess(process, ticks: 1) }
        let groups = (1...5).map { GroupPaths(key: "\($0)", v2: "/\($0)") }
        for group in groups { try machine.writeV2("/" + group.key) }
        var sampler = machine.sampler(ResourceLimits(groups: 3, processes: 4, descriptors: 5))
        for turn: UInt64 in 1...3 {
            let sample = sampler.sample(at: turn * Self.second, groups: groups, processes: [1, 2, 3, 4, 5])
            #expect(sample.groups.keys.sorted() == ["1", "2", "3"])
            #expect(sample.processes.keys.sorted() == [1, 2, 3, 4])
            #expect(sample.skipped == 3)
            #expect(sampler.descriptors <= 5)
        }
        #expect(sampler.sample(at: 4 * Self.second, groups: [], processes: []).skipped == 0)
    }

    @Test("files of who is no longer asked for are closed")
    func closed() throws {
        let machine = try FakeMachine(.v2)
        for process: UInt32 in 1...9 { try machine.writeProcess(process, ticks: 1) }
        try machine.writeV2("/a")
        var sampler = machine.sampler()
        _ = sampler.sample(at: 1, groups: [], processes: [])
        let before = sampler.descriptors
        _ = sampler.sample(at: 2, groups: [GroupPaths(key: "a", v2: "/a")], processes: Array(1...9))
        #expect(sampler.descriptors == before + 4 + 9)
        _ = sampler.sample(at: 3, groups: [GroupPaths(key: "a", v2: "/b")], processes: [])
        #expect(sampler.descriptors == before)
    }
}
