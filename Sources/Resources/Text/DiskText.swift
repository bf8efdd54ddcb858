/// A line of `/proc/diskstats`: ` 254 0 vda 43757 9411 6258642 38035 694907 364242 54468232 …`.
struct DiskLine: Equatable {
    var number: DeviceNumber
    var name: String
    var bytes: DeviceBytes

    /// nil for a line that is broken or whose counters are beyond belief.
    init?(_ cursor: inout TextCursor) {
        guard let number = DeviceNumber(major: cursor.number(), minor: cursor.number()), let name = cursor.word()?.text else { return nil }
        cursor.skipWords(2)
        guard let read = cursor.number()?.bytesOfSectors else { return nil }
        cursor.skipWords(3)
        guard let written = cursor.number()?.bytesOfSectors else { return nil }
        self.number = number
        self.name = name
        bytes = DeviceBytes(read: read, written: written)
    }

    /// On top of other devices, or of memory: its traffic shows again below, or never reaches a disk.
    var isStacked: Bool { Self.stackedNames.contains { name.hasPrefix($0) } }

    private static let stackedNames = ["dm-", "md", "loop", "ram", "zram", "zd", "drbd", "bcache"]

    /// `sda3` is a part of `sda`, `nvme0n1p3` of `nvme0n1`. A lone `xvda1` is a whole disk.
    func isPart(of disk: String) -> Bool {
        guard name.hasPrefix(disk), let last = disk.utf8.last else { return false }
        var rest = name.utf8.dropFirst(disk.utf8.count)
        if last.isDigit, rest.popFirst() != UInt8(ascii: "p") { return false }
        return !rest.isEmpty && rest.allSatisfy(\.isDigit)
    }
}

/// The disks of a host, each once, and the devices that are none.
struct DiskList: Equatable {
    var disks: [String: DeviceBytes] = [:]
    var stacked: Set<DeviceNumber> = []

    /// The kernel lists the partitions of a disk after it.
    init(_ text: UnsafeRawBufferPointer) {
        var cursor = TextCursor(text)
        var disk: String?
        repeat {
            guard let line = DiskLine(&cursor) else { continue }
            if line.isStacked {
                stacked.insert(line.number)
            } else if disk.map(line.isPart) != true {
                disk = line.name
                disks[line.name] = line.bytes
            }
        } while cursor.nextLine()
    }
}

extension UInt64 {
    /// Sectors are 512 bytes here, whatever the disk's own are.
    fileprivate var bytesOfSectors: UInt64? {
        let (bytes, isTooMuch) = multipliedReportingOverflow(by: 512)
        return isTooMuch ? nil : bytes
    }
}
