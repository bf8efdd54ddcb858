import Seeded
import Testing

@testable import Resources

/// True shapes of the kernel's with any numbers in them give those numbers.
struct ParserTests {
    private static let seeds = 1...50 as ClosedRange<UInt64>

    private func number(_ random: inout SplitMix) -> UInt64 { random.next() >> UInt64(random.below(64)) }

    @Test("files of keys", arguments: seeds)
    func keys(seed: UInt64) {
        var random = SplitMix(state: seed)
        let (a, b, c) = (number(&random), number(&random), number(&random))
        let counters = parsing("usage_usec \(a)\nuser_usec 3\nnr_periods \(b)\nnr_throttled \(c)") { ProcessorCounters($0) }
        #expect(counters.usedMicroseconds == a && counters.periods == b && counters.throttledPeriods == c)
        let stat = "inactive_anon 1\ntotal_inactive_file \(a)\ninactive_file \(b)\n"
        #expect(parsing(stat) { KeyedNumbers.value(of: "inactive_file", in: $0) } == b)
        #expect(parsing(stat) { KeyedNumbers.value(of: "total_inactive_file", in: $0) } == a)
        #expect(parsing(stat) { KeyedNumbers.value(of: "inactive", in: $0) } == nil)
        let memory = parsing("MemTotal:\t \(a >> 11) kB\nMemAvailable: 0 kB\n") { HostMemory($0) }
        #expect(memory?.totalBytes == (a >> 11) * 1024 && memory?.usedBytes == memory?.totalBytes)
    }

    @Test("devices of groups", arguments: seeds)
    func devices(seed: UInt64) {
        var random = SplitMix(state: seed)
        let (a, b, c) = (number(&random) >> 1, number(&random) >> 1, number(&random) >> 2)
        let unified = "8:0 rbytes=\(a) wbytes=\(b) rios=1\n8:16 \n253:0 rbytes=\(a) wbytes=5\n259:1 rbytes=7 wbytes=\(c)\n"
        let stacked: Set = [DeviceNumber(major: 253, minor: 0)!]
        #expect(parsing(unified) { DeviceBytes(unified: $0, stacked: stacked) } == DeviceBytes(read: a + 7, written: b + c))
        #expect(parsing("253:0 rbytes=\(a) wbytes=\(b)\n") { DeviceBytes(unified: $0, stacked: stacked) } == DeviceBytes(read: a, written: b))
        let legacy = "8:0 Read \(a)\n8:0 Write \(b)\n8:0 Total 3\n253:0 Read 9\n8:16 Read 7\n8:16 Write \(c)\nTotal 99\n"
        #expect(parsing(legacy) { DeviceBytes(legacy: $0, stacked: stacked) } == DeviceBytes(read: a + 7, written: b + c))
        #expect(parsing("Total 0\n") { DeviceBytes(legacy: $0, stacked: []) } == DeviceBytes())
    }

    @Test("processes, also with hostile names", arguments: seeds)
    func processes(seed: UInt64) {
        var random = SplitMix(state: seed)
        let (user, system, threads, started, pages) = (
            number(&random) >> 1, number(&random) >> 1, number(&random), number(&random), number(&random)
        )
        let name = String((0..<random.below(15)).map { _ in "a) (1\n ".randomElement(using: &random) ?? "a" })
        let text = "9 (\(name)) R 1 2 3 0 -1 5 6 7 8 9 \(user) \(system) 11 12 -20 -5 \(threads) 0 \(started) 99 \(pages) 18446744073709551615 1\n"
        let stat = parsing(text) { ProcessStat($0) }
        #expect(stat?.workedTicks == user + system && stat?.threads == threads && stat?.started == started && stat?.residentPages == pages)
    }

    @Test("the host", arguments: seeds)
    func host(seed: UInt64) {
        var random = SplitMix(state: seed)
        let numbers = (0..<5).map { _ in number(&random) >> 3 }
        let count = random.below(300)
        let lines = (0..<count).map { "cpu\($0) 1 2 3 4 5 6 7 8\n" }.joined()
        let text = "cpu  \(numbers[0]) \(numbers[1]) \(numbers[2]) 77 88 \(numbers[3]) \(numbers[4]) 99\n\(lines)intr 5\n"
        #expect(parsing(text) { HostProcessors($0) }?.workedTicks == numbers.reduce(0, +))
        #expect(parsing(text) { HostProcessors($0) }?.count == count)
        let (received, transmitted) = (number(&random), number(&random))
        let line = parsing("  eth0:\(received) 1 2 3 4 5 6 7 \(transmitted) 9 10") { InterfaceLine($0)?.bytes }
        #expect(line == InterfaceBytes(received: received, transmitted: transmitted))
        let load = parsing("\(numbers[0] >> 20).25 0.33 0.97 3/\(numbers[1]) 26602\n") { HostLoad($0) }
        #expect(load?.load1 == Double(numbers[0] >> 20) + 0.25 && load?.threads == numbers[1])
    }

    @Test("pressure", arguments: [
        ("some avg10=0.00 avg60=0.34", 0), ("some avg10=12.34 avg60=0", 0.1234), ("full avg10=1.00\nsome avg10=100.00", 1),
        ("some avg10=900.00", 1),
        ("full avg10=1.00", nil), ("some avg60=1.00", nil), ("some avg10=", nil), ("some avg10=-1.00", nil), ("some avg10=1.", nil), ("", nil),
    ] as [(String, Double?)])
    func pressure(text: String, share: Double?) { #expect(parsing(text) { PressureText.share($0) } == share) }

    @Test("limits", arguments: [
        ("max 100000", nil), ("50000 100000", 0.5), ("50000 0", nil), ("50000", nil), ("", nil), ("x y", nil),
    ] as [(String, Double?)])
    func limits(text: String, cores: Double?) { #expect(parsing(text) { ProcessorLimit.cores(unified: $0) } == cores) }

    @Test("numbers that are none or too large are unknown", arguments: [
        "", "-1", "1x", "18446744073709551616", "99999999999999999999999", "0x5", "٣",
    ])
    func numbers(text: String) { #expect(parsing(text) { SingleNumber.value(in: $0) } == nil) }

    @Test("mounts: controllers, spaces in paths, what a container is shown, the better of two")
    func mounts() {
        let text = """
            35 31 0:32 / /sys/fs/cgroup/cpu,cpuacct rw shared:9 - cgroup cgroup rw,cpu,cpuacct
            36 31 0:33 /docker/abc /a\\040b rw - cgroup cgroup rw,memory
            37 31 0:33 / /better rw master:1 propagate_from:2 - cgroup cgroup rw,memory
            38 31 0:33 /worse /worse rw - cgroup cgroup rw,memory
            40 31 0:37 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd
            41 31 0:38 /.. /unified rw - cgroup2 cgroup2 rw,nsdelegate
            42 31 0:39 / /tmp rw - tmpfs cgroup2 rw
            """
        let mounts = parsing(text) { CgroupMounts(mountinfo: $0) }
        #expect(mounts.v2 == .init(directory: "/unified"))
        #expect(mounts.v1.keys.sorted() == ["cpu", "cpuacct", "memory", "name=systemd"])
        #expect(mounts.v1["memory"] == .init(directory: "/better"))
        let shown = CgroupMounts.Mount(directory: "/m", root: "/docker/abc")
        #expect(shown.place(of: "/docker/abc/x") == "/x")
        #expect(shown.place(of: "/docker/abc") == "")
        #expect(shown.place(of: "/docker/abcd") == nil)
    }

    @Test("the share of a file system is that of df")
    func fileSystem() {
        #expect(FileSystem.usedShare(blocks: 100, free: 40, available: 20) == 0.75)
        #expect(FileSystem.usedShare(blocks: 0, free: 0, available: 0) == nil)
        #expect(FileSystem.usedShare(blocks: 5, free: 9, available: 9) == nil)
    }
}
