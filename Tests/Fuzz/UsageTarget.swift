@testable import Resources

extension Target {
    /// The kernel's files of what is used: by hosts, containers, processes. Any bytes in each of them.
    static let usage = Target(
        name: "usage",
        texts: [
            "cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 1 2 3 4 5 6 7 8 9 10\n", "0.5 0.25 0.1 2/345 6789\n", "MemTotal: 16 kB\nMemAvailable:  8 kB\n",
            "   8       0 sda 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n", "eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n lo:1 2\n",
            "8:0 rbytes=1 wbytes=2 rios=3\n", "8:0 Read 1\n8:0 Write 2\nTotal 3\n", "usage_usec 1\nnr_throttled 2\n", "max\n", "100000 50000\n",
            "some avg10=1.50 avg60=0.00 avg300=0.00 total=1\n", "7 (a) b) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24\n",
        ]
    ) { bytes in
        let disks = DiskList(bytes)
        promise(disks.disks.keys.allSatisfy { !$0.isEmpty }, "a disk without a name")
        InterfaceLine.forEach(in: bytes) { promise(1...15 ~= $0.name.count, "an interface without a name") }
        _ = (DeviceBytes(unified: bytes, stacked: disks.stacked), DeviceBytes(legacy: bytes, stacked: disks.stacked), DeviceNumber(bytes), NamespaceTraffic.sum(in: bytes))
        _ = (HostProcessors(bytes), HostMemory(bytes), ProcessorCounters(bytes), ProcessStat(bytes))
        _ = (KeyedNumbers.value(of: "usage_usec", in: bytes), SingleNumber.value(in: bytes), SingleNumber.limit(in: bytes))
        for number in [PressureText.share(bytes), DecimalFraction.value(bytes), ProcessorLimit.cores(unified: bytes)] {
            promise(number.map { $0.isFinite && $0 >= 0 } ?? true, "\(number!) is no share")
        }
        if let load = HostLoad(bytes) { promise(load.load1.isFinite && load.load1 >= 0, "\(load)") }
    }
}
