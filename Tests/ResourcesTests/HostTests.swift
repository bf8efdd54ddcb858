import Foundation
import Testing

@testable import Resources

struct HostTests {
    private static let second = FakeMachine.second

    @Test("a host: every value in base units, disks and interfaces counted once")
    func values() throws {
        let machine = try FakeMachine()
        try machine.write("sys/class/net/eth0/device/x", "")
        for name in ["meminfo": "MemTotal:       1000 kB\nMemFree:  1 kB\nMemAvailable:    400 kB\n", "loadavg": "0.25 0.33 0.97 3/107 26602\n",
            "vmstat": "nr_free_pages 1\noom_kill 4\n", "pressure/cpu": "some avg10=1.00 avg60=0 avg300=0 total=1\n",
            "pressure/memory": "some avg10=2.00 avg60=0 avg300=0 total=1\n", "pressure/io": "some avg10=4.00 avg60=0 avg300=0 total=1\n"] {
            try machine.write("proc/\(name.key)", name.value)
        }
        for process: UInt32 in [1, 2, 30] { try machine.writeProcess(process, ticks: 0) }
        var sampler = machine.sampler()
        try writeCounters(machine, worked: 100, sectors: 2, bytes: 1000)
        #expect(sampler.sample(at: Self.second, groups: [], processes: []).host.cpuCores == nil)
        try writeCounters(machine, worked: 100 + 3 * UInt64(HostUnits.ticksPerSecond), sectors: 6, bytes: 5000)
        let host = sampler.sample(at: 3 * Self.second, groups: [], processes: []).host
        #expect(host.cpuCores == 1.5)
        #expect(host.cpuLimitCores == 2)
        #expect(host.memoryBytes == 600 * 1024)
        #expect(host.memoryLimitBytes == 1000 * 1024)
        #expect(host.ioReadBytesPerSecond == 1024)
        #expect(host.ioWriteBytesPerSecond == 2048)
        #expect(host.networkReceiveBytesPerSecond == 2000)
        #expect(host.networkTransmitBytesPerSecond == 4000)
        #expect(host.load1 == 0.25)
        #expect(host.threads == 107)
        #expect(host.processes == 3)
        #expect(host.oomKills == 4)
        #expect([host.pressureCPU, host.pressureMemory, host.pressureIO] == [0.01, 0.02, 0.04])
        #expect((0...1).contains(try #require(host.diskUsedShare)))
    }

    private func writeCounters(_ machine: FakeMachine, worked: UInt64, sectors: UInt64, bytes: UInt64) throws {
        try machine.write("proc/stat", "cpu  \(worked) 0 0 999 999 0 0 5 0 0\ncpu0 1 0 0 9 9 0 0 5 0 0\ncpu1 1 0 0 9 9 0 0 5 0 0\nintr 1\n")
        let disks = ["7 0 loop0", "254 0 vda", "254 1 vda1", "253 0 dm-0", "9 0 md127", "252 0 zram0"]
        try machine.write("proc/diskstats", disks.map { " \($0) 1 0 \(sectors) 1 1 0 \(sectors * 2) 1 0 0 0 0\n" }.joined())
        let interfaces = ["lo", "eth0", "docker0", "veth1a", "eth0.5", "bond0"]
        let lines = interfaces.map { "\($0):\(bytes) 1 0 0 0 0 0 0 \(bytes * 2) 1 0 0 0 0 0 0\n" }.joined()
        try machine.write("proc/1/net/dev", "Inter-| Receive | Transmit\n face |bytes packets|bytes\n" + lines)
    }

    @Test("a host without files is unknown, and fails nothing")
    func nothing() throws {
        let machine = try FakeMachine()
        try machine.remove("proc")
        var sampler = ResourceSampler(proc: machine.proc, sys: "/nothing", root: "/nothing")
        let group = GroupPaths(key: "a", v2: "/a", v1: "/a", process: 1)
        for turn: UInt64 in 1...9 {
            let sample = sampler.sample(at: turn * Self.second, groups: [group], processes: [1])
            #expect(sample.host.isEmpty && sample.groups.isEmpty && sample.processes.isEmpty)
        }
    }

    @Test("partitions are no disks of their own, and a disk alone with a number is one")
    func disks() {
        let names = [
            "sda", "sda1", "sda12", "sdaa", "nvme0n1", "nvme0n1p1", "nvme0n12", "xvda1", "mmcblk0", "mmcblk0p1", "mmcblk0boot0", "ram0", "zd0",
        ]
        let text = names.enumerated().map { "8 \($0) \($1) 1 1 2 1 1 1 3 1\n" }.joined()
        let list = parsing(text) { DiskList($0) }
        #expect(list.disks.keys.sorted() == ["mmcblk0", "mmcblk0boot0", "nvme0n1", "nvme0n12", "sda", "sdaa", "xvda1"])
        #expect(list.stacked.count == 2)
        #expect(list.disks["sda"] == DeviceBytes(read: 1024, written: 1536))
    }

    @Test("an interface that comes, goes or begins anew adds no spike")
    func interfacesComeAndGo() {
        var counters = PairCounters()
        let second = Self.second
        #expect(counters.advance(to: ["a": (10, 10)], at: second) == nil)
        #expect(counters.advance(to: ["a": (20, 10), "b": (1 << 60, 5)], at: 2 * second).map { [$0.0, $0.1] } == [10, 0])
        #expect(counters.advance(to: ["a": (5, 12), "b": (1 << 60 + 3, 5)], at: 3 * second).map { [$0.0, $0.1] } == [3, 2])
        #expect(counters.advance(to: ["b": (1 << 60 + 4, 6)], at: 4 * second).map { [$0.0, $0.1] } == [1, 1])
    }
}
