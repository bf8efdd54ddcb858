/// Writes a capture into memory, block by block: whoever owns the file takes the bytes out of here.
///
/// Order: `section`, `facts`, `machine`, `interfaces`, `accounts`, `threads`, `descriptors` of listed threads, then events only. One thread.
/// Only what both old (sysdig 0.29) and current readers open is written: see each function.
public final class ScapWriter {
    let out: ScapBytes
    /// Where the block under way begins.
    private var blockStart = 0
    var event = EventUnderWay()

    /// Of the event under way.
    struct EventUnderWay {
        var start = 0
        var lengths = 0
        var isLarge = false
        var count = 0
        var index = 0
        var valueStart = 0
    }

    public init() { out = ScapBytes(capacity: 1 << 18) }

    /// Whole blocks that nobody has taken yet; valid until the next change.
    public var bytes: UnsafeRawBufferPointer { out.bytes }
    public func removeAll() { out.removeAll() }

    func begin(_ kind: UInt32) {
        blockStart = out.count
        out.append(kind)
        out.append(UInt32(0))
    }

    /// Padding, and the length at both ends.
    func endBlock() {
        out.append(zeros: -(out.count - blockStart) & 3)
        let total = UInt32(truncatingIfNeeded: out.count - blockStart + 4)
        out.append(total)
        out.set(total, at: blockStart + 4)
    }

    /// Begins a capture; format 1.2, without options, which old readers take for damage.
    public func section() {
        begin(ScapBlock.section)
        out.append(ScapBlock.magic)
        out.append(UInt16(1))
        out.append(UInt16(2))
        out.append(UInt64.max)
        endBlock()
    }

    /// What weir's own reader must know and the format has no place for: `key value` a line. Other readers skip it by its length.
    public func facts(_ facts: [(key: String, value: String)]) {
        begin(ScapBlock.weir)
        for fact in facts {
            let value = String(fact.value.unicodeScalars.map { $0 == "\n" ? " " : Character($0) })
            out.append("\(fact.key) \(value)\n", limit: 4096)
        }
        endBlock()
    }

    public func machine(_ machine: ScapMachine) {
        begin(ScapBlock.machine)
        out.append(machine.processors)
        out.append(machine.memoryBytes)
        out.append(machine.largestProcess)
        let name = out.append(machine.hostName, limit: 127)
        out.append(zeros: 128 - name)
        out.append(machine.bootTime)
        out.append(zeros: 24) // flags, and two that are reserved
        endBlock()
    }
}
