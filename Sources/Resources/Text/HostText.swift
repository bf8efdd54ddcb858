/// Of `/proc/stat`: time that its processors worked, and how many there are.
struct HostProcessors: Equatable {
    /// In ticks, of all processors together: not idle, not waiting for disks, not taken by a hypervisor.
    var workedTicks: UInt64
    var count: Int

    /// `cpu  user nice system idle iowait irq softirq steal guest guest_nice`, where user and nice hold the guests'; then `cpu0 …`.
    init?(_ text: UnsafeRawBufferPointer) {
        var cursor = TextCursor(text)
        guard cursor.word()?.equals("cpu") == true, let user = cursor.number(), let nice = cursor.number(), let system = cursor.number() else {
            return nil
        }
        cursor.skipWords(2)
        workedTicks = user.addingOrMost(nice).addingOrMost(system)
        for interrupts in [cursor.number(), cursor.number()] { workedTicks = workedTicks.addingOrMost(interrupts ?? 0) }
        count = 0
        while cursor.nextLine(), cursor.line.starts(with: "cpu") { count += 1 }
    }
}

/// Of `/proc/loadavg`: `0.23 0.33 0.97 3/107 26602`.
struct HostLoad: Equatable {
    var load1: Double
    var threads: UInt64?

    init?(_ text: UnsafeRawBufferPointer) {
        var cursor = TextCursor(text)
        guard let load = cursor.word().flatMap(DecimalFraction.value) else { return nil }
        load1 = load
        cursor.skipWords(2)
        threads = cursor.word()?.halves(at: .slash)?.after.decimal
    }
}

/// Of `/proc/meminfo`.
struct HostMemory: Equatable {
    var totalBytes: UInt64
    /// nil before Linux 3.14, and when it is more than there is.
    var usedBytes: UInt64?

    init?(_ text: UnsafeRawBufferPointer) {
        guard let total = Self.bytes("MemTotal:", text) else { return nil }
        totalBytes = total
        usedBytes = Self.bytes("MemAvailable:", text).flatMap { $0 <= total ? total - $0 : nil }
    }

    private static func bytes(_ key: StaticString, _ text: UnsafeRawBufferPointer) -> UInt64? {
        guard let kibibytes = KeyedNumbers.value(of: key, in: text) else { return nil }
        let (bytes, isTooMuch) = kibibytes.multipliedReportingOverflow(by: 1024)
        return isTooMuch ? nil : bytes
    }
}
