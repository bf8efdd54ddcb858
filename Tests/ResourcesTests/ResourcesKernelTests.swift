import Foundation
import Testing

@testable import Resources

/// On the real kernel, with cgroups and processes of the test's own. The bounds are wide: other tests may keep the machine busy.
@Suite("Resources", .serialized, .enabled(if: OwnCgroup.isOn, "needs root: set WEIR_KERNEL_TESTS=1"))
struct ResourcesKernelTests {
    /// Until an answer is given, for ten seconds; a sample each tenth of a second.
    private func eventually<Answer>(
        _ sampler: inout ResourceSampler, _ group: GroupPaths, _ processes: [UInt32] = [], _ look: (ResourceSample) -> Answer?
    ) throws -> Answer {
        var last: ResourceSample?
        for _ in 0..<100 {
            let sample = sampler.sample(at: monotonic(), groups: [group], processes: processes)
            if let answer = look(sample) { return answer }
            last = sample
            usleep(100_000)
        }
        return try #require(nil as Answer?, "at last: \(String(describing: last))")
    }

    @Test("a busy loop uses what the processor's own clock of it says, by its group and by its process")
    func busy() throws {
        let cgroup = try OwnCgroup("busy")
        let process = try cgroup.run("while :; do :; done")
        var sampler = ResourceSampler()
        var window = ResourceWindow()
        try eventually(&sampler, cgroup.group(), [process]) { $0.groups["own"]?.processes == 1 ? () : nil }
        let before = (worked: try processorTime(of: process), time: monotonic())
        for _ in 0..<6 {
            usleep(500_000)
            window.add(sampler.sample(at: monotonic(), groups: [cgroup.group()], processes: [process]))
        }
        let expected = Double(try processorTime(of: process) - before.worked) / Double(monotonic() - before.time)
        let taken = window.take()
        let step = try #require(taken)
        let usage = try #require(step.groups["own"])
        #expect(abs(try #require(usage.cpuCores) - expected) < 0.1)
        #expect(abs(try #require(step.processes[process]?.usage.cpuCores) - expected) < 0.3)
        #expect((0.01...1.1).contains(expected))
        #expect(try #require(step.host.cpuCores) > expected * 0.8)
        #expect(usage.processes == 1 && usage.threads == 1)
    }

    /// Nanoseconds.
    private func processorTime(of process: UInt32) throws -> UInt64 {
        var clock = clockid_t()
        try #require(clock_getcpuclockid(pid_t(process), &clock) == 0)
        var time = timespec()
        try #require(clock_gettime(clock, &time) == 0)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    @Test("a group has at least the memory that its process touched, and its kills are counted")
    func memory() throws {
        let cgroup = try OwnCgroup("memory")
        let filling = "x=$(head -c 20000000 /dev/zero | tr '\\0' x)"
        let process = try cgroup.run("\(filling); while :; do sleep 1; done")
        var sampler = ResourceSampler()
        let group = cgroup.group()
        let resident = try eventually(&sampler, group, [process]) { sample in
            sample.processes[process]?.usage.memoryBytes.flatMap { $0 > 20_000_000 ? $0 : nil }
        }
        #expect(resident < 1 << 30)
        guard let limit = cgroup.memoryLimit else {
            #expect(sampler.sample(at: monotonic(), groups: [group], processes: []).groups["own"]?.memoryBytes == nil)
            return
        }
        let used = try eventually(&sampler, group) { $0.groups["own"]?.memoryBytes.flatMap { $0 >= 20_000_000 ? $0 : nil } }
        #expect(used < 1 << 30)
        cgroup.end()
        try Data("8388608".utf8).write(to: URL(fileURLWithPath: limit))
        try cgroup.run(filling)
        cgroup.waitForEnd()
        let usage = try eventually(&sampler, group) { $0.groups["own"].flatMap { ($0.oomKills ?? 0) > 0 ? $0 : nil } }
        #expect(try #require(usage.oomKills) >= 1)
        try eventually(&sampler, group) { $0.groups["own"]?.memoryLimitBytes == 8_388_608 ? () : nil }
    }

    @Test("a limit of processors is told, and that it stops its group")
    func throttled() throws {
        let cgroup = try OwnCgroup("throttled")
        let files = cgroup.directories.flatMap { [($0 + "/cpu.cfs_quota_us", "20000"), ($0 + "/cpu.max", "20000 100000")] }
        guard let (file, limit) = files.first(where: { FileManager.default.fileExists(atPath: $0.0) }) else { return } // v2 has not enabled it
        try Data(limit.utf8).write(to: URL(fileURLWithPath: file))
        try cgroup.run("while :; do :; done")
        var sampler = ResourceSampler()
        let usage = try eventually(&sampler, cgroup.group()) { $0.groups["own"].flatMap { ($0.cpuThrottled ?? 0) > 0 ? $0 : nil } }
        #expect(usage.cpuLimitCores == 0.2)
        #expect(try #require(usage.cpuCores) < 0.6)
    }

    @Test("a cgroup removed while its files are open is gone, and one made again under its name begins anew")
    func removed() throws {
        let cgroup = try OwnCgroup("removed")
        var sampler = ResourceSampler()
        for _ in 0..<3 {
            #expect(sampler.sample(at: monotonic(), groups: [cgroup.group()], processes: []).groups["own"] != nil)
            usleep(30_000)
        }
        let open = sampler.descriptors
        cgroup.remove()
        #expect(sampler.sample(at: monotonic(), groups: [cgroup.group()], processes: []).groups["own"]?.cpuCores == nil)
        #expect(sampler.descriptors < open)
        try cgroup.make()
        usleep(30_000)
        let again = try eventually(&sampler, cgroup.group()) { $0.groups["own"]?.cpuCores }
        #expect(again == 0)
    }

    @Test("a network namespace of its own is told from the host's")
    func network() throws {
        let cgroup = try OwnCgroup("network")
        let sharing = try cgroup.run("exec sleep 60")
        let apart = try cgroup.run("exec unshare --net sleep 60")
        var sampler = ResourceSampler()
        let received = try eventually(&sampler, cgroup.group(apart)) { $0.groups["own"]?.networkReceiveBytesPerSecond }
        #expect(received == 0)
        for _ in 0..<10 {
            let sample = sampler.sample(at: monotonic(), groups: [cgroup.group(sharing)], processes: [])
            #expect(sample.groups["own"]?.networkReceiveBytesPerSecond == nil)
            usleep(30_000)
        }
    }

    @Test("this host says all that hosts say")
    func host() throws {
        var sampler = ResourceSampler()
        _ = sampler.sample(at: monotonic(), groups: [], processes: [])
        usleep(200_000)
        let host = sampler.sample(at: monotonic(), groups: [], processes: []).host
        let processors = try #require(host.cpuLimitCores)
        #expect((0...processors * 1.2).contains(try #require(host.cpuCores)))
        #expect(try #require(host.memoryBytes) < (try #require(host.memoryLimitBytes)))
        #expect(try #require(host.threads) >= (try #require(host.processes)))
        #expect(host.load1 != nil && host.oomKills != nil && host.ioReadBytesPerSecond != nil && host.networkReceiveBytesPerSecond != nil)
        #expect((0...1).contains(try #require(host.diskUsedShare)))
    }
}
