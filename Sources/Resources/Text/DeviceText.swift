/// Bytes that a group read from devices and wrote to them, since it was made.
struct DeviceBytes: Equatable {
    var read: UInt64 = 0
    var written: UInt64 = 0

    /// `io.stat` of v2: `8:0 rbytes=90 wbytes=12 rios=1 wios=2 dbytes=0 dios=0`.
    ///
    /// What goes through a device on top of others (`stacked`) is listed again at those below: it counts only where nothing else is.
    init(unified text: UnsafeRawBufferPointer, stacked: Set<DeviceNumber>) {
        var sums = Sums()
        var cursor = TextCursor(text)
        repeat {
            guard let device = cursor.word().flatMap(DeviceNumber.init) else { continue }
            let isStacked = stacked.contains(device)
            while let word = cursor.word() {
                guard let (name, value) = word.halves(at: UInt8(ascii: "=")), let bytes = value.decimal else { continue }
                if name.equals("rbytes") { sums.add(read: bytes, isStacked: isStacked) }
                if name.equals("wbytes") { sums.add(written: bytes, isStacked: isStacked) }
            }
        } while cursor.nextLine()
        self = sums.result
    }

    /// `blkio.throttle.io_service_bytes` of v1: `8:0 Read 90`, `8:0 Write 12`, `8:0 Total 102`, …, `Total 102`.
    init(legacy text: UnsafeRawBufferPointer, stacked: Set<DeviceNumber>) {
        var sums = Sums()
        var cursor = TextCursor(text)
        repeat {
            guard let device = cursor.word().flatMap(DeviceNumber.init), let kind = cursor.word(), let bytes = cursor.number() else { continue }
            let isStacked = stacked.contains(device)
            if kind.equals("Read") { sums.add(read: bytes, isStacked: isStacked) }
            if kind.equals("Write") { sums.add(written: bytes, isStacked: isStacked) }
        } while cursor.nextLine()
        self = sums.result
    }

    init(read: UInt64 = 0, written: UInt64 = 0) {
        self.read = read
        self.written = written
    }

    mutating func add(_ other: DeviceBytes) {
        read = read.addingOrMost(other.read)
        written = written.addingOrMost(other.written)
    }

    private struct Sums {
        private var below = DeviceBytes()
        private var stacked = DeviceBytes()
        private var hasBelow = false

        var result: DeviceBytes { hasBelow ? below : stacked }

        mutating func add(read: UInt64 = 0, written: UInt64 = 0, isStacked: Bool) {
            let bytes = DeviceBytes(read: read, written: written)
            if isStacked {
                stacked.add(bytes)
            } else {
                below.add(bytes)
                hasBelow = true
            }
        }
    }
}

/// `8:16`: of a block device.
struct DeviceNumber: Hashable {
    private var packed: UInt64

    init?(major: UInt64?, minor: UInt64?) {
        guard let major = major.flatMap(UInt32.init(exactly:)), let minor = minor.flatMap(UInt32.init(exactly:)) else { return nil }
        packed = UInt64(major) << 32 | UInt64(minor)
    }

    init?(_ text: UnsafeRawBufferPointer) {
        guard let (major, minor) = text.halves(at: .colon) else { return nil }
        self.init(major: major.decimal, minor: minor.decimal)
    }
}

extension UInt64 {
    /// A sum of what files say may be more than there is room for.
    func addingOrMost(_ other: UInt64) -> UInt64 {
        let (sum, isTooMuch) = addingReportingOverflow(other)
        return isTooMuch ? .max : sum
    }
}
