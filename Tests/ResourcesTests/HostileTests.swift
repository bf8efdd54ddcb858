import Seeded
import Testing

@testable import Resources

/// Files are never trusted: any bytes give an answer or none, and no crash.
struct HostileTests {
    private static let second = FakeMachine.second

    private static let parsers: [@Sendable (UnsafeRawBufferPointer) -> Void] = [
        { _ = KeyedNumbers.value(of: "inactive_file", in: $0) }, { _ = SingleNumber.limit(in: $0) }, { _ = ProcessorCounters($0) },
        { _ = ProcessorLimit.cores(unified: $0) }, { _ = PressureText.share($0) }, { _ = DecimalFraction.value($0) },
        { _ = DeviceBytes(unified: $0, stacked: []) }, { _ = DeviceBytes(legacy: $0, stacked: []) }, { _ = DeviceNumber($0) },
        { _ = DiskList($0) }, { _ = NamespaceTraffic.sum(in: $0) }, { _ = HostProcessors($0) }, { _ = HostLoad($0) }, { _ = HostMemory($0) },
        { _ = ProcessStat($0) }, { _ = CgroupMounts(mountinfo: $0) },
    ]

    private static let shapes = [
        "usage_usec 5\nnr_periods 1\nnr_throttled 1\n", "50000 100000\n", "max 1\n", "some avg10=0.97 avg60=0.34 avg300=1.07 total=36\n",
        "8:0 rbytes=90 wbytes=12 rios=1\n", "8:0 Read 90\n8:0 Write 12\nTotal 102\n", " 254 0 vda 4 9 6 3 6 3 5 4 0\n",
        "  eth0: 36 9 0 0 0 0 0 0 51 6\n", "cpu  1 2 3 4 5 6 7\ncpu0 1\n", "0.23 0.33 0.97 3/107 26602\n", "MemTotal: 5 kB\nMemAvailable: 4 kB\n",
        "7 (a) S 1 1 1 0 -1 4 9 0 0 0 1 2 0 0 20 0 3 0 500 3 10 1\n", "35 31 0:32 / /sys\\040x rw - cgroup cgroup rw,memory\n", "inactive_file 9\n",
    ]

    private static let procFiles = [
        "stat", "loadavg", "meminfo", "diskstats", "vmstat", "pressure/cpu", "1/net/dev", "7/net/dev", "7/stat",
    ]

    @Test("random bytes and broken shapes crash no parser", arguments: 1...40 as ClosedRange<UInt64>)
    func parsers(seed: UInt64) {
        var random = SplitMix(state: seed)
        for _ in 0..<200 {
            let bytes = Self.hostile(&random)
            for parser in Self.parsers { parsing(bytes, parser) }
        }
    }

    @Test("random bytes in every file crash no sampler, and what it tells is possible", arguments: 1...3 as ClosedRange<UInt64>)
    func sampler(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        for cgroups in FakeMachine.Cgroups.allCases {
            let machine = try FakeMachine(cgroups)
            var sampler = machine.sampler(ResourceLimits(descriptors: random.below(20)))
            let group = GroupPaths(key: "a", v2: "/a", v1: "/a", process: 7)
            for turn: UInt64 in 1...8 {
                for file in GroupFile.allCases where turn == 1 || random.below(4) == 0 {
                    let place = file.controller.map { $0.hasPrefix("cpu") ? "/cpu,cpuacct" : "/\($0)" } ?? (cgroups == .v2 ? "" : "/unified")
                    try machine.write("cgroup\(place)/a\(file.name)", Self.hostile(&random))
                }
                for name in Self.procFiles where random.below(2) == 0 {
                    try machine.write("proc/\(name)", Self.hostile(&random))
                }
                let sample = sampler.sample(at: turn * Self.second, groups: [group], processes: [7])
                check(sample.host)
                sample.groups.values.forEach(check)
                sample.processes.values.map(\.usage).forEach(check)
            }
        }
    }

    @Test("keys, paths and numbers of the caller's may be anything")
    func callers() throws {
        let machine = try FakeMachine()
        var sampler = machine.sampler()
        let paths = ["", "/", "relative", "/../../etc", "/a/..", "/a\0b", String(repeating: "/long", count: 2000), "/é/\u{1F600}", "//"]
        let groups = paths.map { GroupPaths(key: $0, v2: $0, v1: $0, process: .max) } + [GroupPaths(key: "")]
        for turn: UInt64 in 1...9 {
            #expect(sampler.sample(at: turn * Self.second, groups: groups + groups, processes: [0, 0, .max]).groups.isEmpty)
        }
    }

    private func check(_ usage: ResourceUsage) {
        for rate in [
            usage.cpuCores, usage.cpuLimitCores, usage.ioReadBytesPerSecond, usage.ioWriteBytesPerSecond, usage.networkReceiveBytesPerSecond,
            usage.networkTransmitBytesPerSecond, usage.load1,
        ] { #expect(rate.map { $0 >= 0 && $0.isFinite } ?? true) }
        for share in [usage.cpuThrottled, usage.pressureCPU, usage.pressureMemory, usage.pressureIO, usage.diskUsedShare] {
            #expect(share.map((0...1).contains) ?? true)
        }
    }

    /// Random bytes, or a true shape with some bytes changed, cut, doubled, or with numbers beyond 64 bits.
    private static func hostile(_ random: inout SplitMix) -> [UInt8] {
        if random.below(4) == 0 { return (0..<random.below(200)).map { _ in UInt8(truncatingIfNeeded: random.next()) } }
        var bytes = Array((shapes.randomElement(using: &random) ?? "").utf8)
        for _ in 0..<random.below(4) where !bytes.isEmpty {
            let place = random.below(bytes.count)
            switch random.below(4) {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes.removeSubrange(place...)
            case 2: bytes += bytes
            default: bytes.insert(contentsOf: "18446744073709551615".utf8.prefix(1 + random.below(20)), at: place)
            }
        }
        return bytes
    }
}
