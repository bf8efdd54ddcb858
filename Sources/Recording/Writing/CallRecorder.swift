public import Events
import CEvents

/// Turns the kernel's records into the events of a capture: calls into their two halves, processes into `clone`, `execve` and `procexit`.
/// All other records, which the format has no events for, go behind the next call's exit half, in the order in which they came.
///
/// Records come in batches, all that was read at once. Inside a batch halves are put in the order of time; a half older than what has
/// been written already is moved up, and its true time goes with it. One thread. In the steady state nothing is allocated per call.
public final class CallRecorder {
    /// What is in the capture so far.
    public struct Counts: Equatable, Sendable {
        /// Shown to readers: halves of calls, processes, containers, notes.
        public var events: UInt64 = 0
        /// Records that were taken.
        public var records: UInt64 = 0
        /// Records too short for their kind. They are left out.
        public var malformed: UInt64 = 0
    }

    public let writer: ScapWriter
    public var book = HostBook()
    public internal(set) var counts = Counts()

    let clockOffset: Int64
    let snapLength: Int
    let cgroups: (Owner) -> [ScapCgroup]
    /// Called between two events when much has been written: takes the writer's bytes, and may begin another capture there.
    public var spill: () -> Void = {}
    /// Tells of a process that calls and of which no event told: it came from where nobody looked. `nil` when it is gone.
    public var lookUp: (ProcessID) -> (thread: ScapThread, record: [UInt8])? = { _ in nil }
    /// What the environment of a process says of its task, `NAME=value`: as it begins a program.
    public var environment: (Owner) -> [String] = { _ in [] }
    private let spillAt: Int
    /// Nothing more is taken and written, from one event to the next: there is no room left.
    public var isStopped = false

    /// Records of calls, whole, each at a multiple of eight.
    let calls = ScapBytes(capacity: 1 << 20)
    /// Other records, as entries of a trailer.
    let others = ScapBytes(capacity: 1 << 18)
    var othersWritten = 0
    var processes: [ProcessRecord] = []
    var halves: [Half] = []
    let trailer = TrailerBytes()
    /// Of the last event written.
    var lastTime: UInt64 = 0
    /// Threads whose call is under way, in a batch that has processes in it.
    var callers: Set<UInt32> = []
    /// Whose call was written last: it needs no introduction.
    var lastThread: UInt32 = 0
    /// Processes that could not be looked up.
    var missing: Set<ProcessID> = []
    /// Calls whose enter half has another time than the true one, by their place.
    var moved: Set<UInt32> = []
    /// A new capture began in the middle of a batch: the enter halves of what follows may be in the one before.
    var missesEnters = false
    /// What connections say is not looked at here.
    var unused = ConnectionEvent()

    /// One event of a batch, or those of one process record.
    struct Half {
        enum Kind: UInt8 { case enter, exit, process }
        /// CLOCK_MONOTONIC.
        var time: UInt64
        var order: UInt32
        var kind: Kind
        /// Of the record in `calls`, or of the process.
        var place: UInt32
        /// Other records that came before it end here.
        var others: UInt32

        static func < (left: Half, right: Half) -> Bool { left.time == right.time ? left.order < right.order : left.time < right.time }
    }

    struct ProcessRecord {
        var event: ProcessEvent
        var bytes: [UInt8]
        var processor: UInt16
    }

    /// - Parameters:
    ///   - clockOffset: what to add to the kernel's time for nanoseconds since 1970.
    ///   - snapLength: bytes kept of each call's data, 0 for none.
    ///   - cgroups: the cgroups of a new process, where they are known.
    ///   - spillAt: bytes after which `spill` is called.
    public init(
        _ writer: ScapWriter, clockOffset: Int64, snapLength: Int, spillAt: Int = 1 << 18, cgroups: @escaping (Owner) -> [ScapCgroup]
    ) {
        self.writer = writer
        self.clockOffset = clockOffset
        self.snapLength = snapLength
        self.spillAt = spillAt
        self.cgroups = cgroups
    }

    /// Takes one record of the kernel programs; it is copied. Ends the batch itself when that grows large.
    public func take(_ record: UnsafeRawBufferPointer) {
        guard !isStopped else { return }
        counts.records += 1
        guard record.count >= MemoryLayout<weir_header>.size else {
            counts.malformed += 1
            return
        }
        switch Int32(record.load(fromByteOffset: 12, as: UInt16.self)) {
        case WEIR_CALL: takeCall(record)
        case WEIR_FORK, WEIR_EXEC, WEIR_EXIT: takeProcess(record)
        default: keep(record)
        }
        if calls.count + others.count > Self.largestBatch { endBatch() }
    }

    private static let largestBatch = 8 << 20

    private func takeCall(_ record: UnsafeRawBufferPointer) {
        guard case .call(let call) = EventDecoder.decode(record, into: &unused) else {
            counts.malformed += 1
            return
        }
        let place = UInt32(truncatingIfNeeded: calls.count)
        calls.append(record)
        calls.append(zeros: -calls.count & 7)
        if let entered = call.entered { add(.enter, at: min(entered.nanoseconds, call.time.nanoseconds), place) }
        add(.exit, at: call.time.nanoseconds, place)
    }

    private func takeProcess(_ record: UnsafeRawBufferPointer) {
        guard case .process(let process) = EventDecoder.decode(record, into: &unused) else {
            counts.malformed += 1
            return
        }
        let start = others.count
        keep(record)
        let bytes = Array(others.bytes[(start + 8)...])
        processes.append(ProcessRecord(event: process, bytes: bytes, processor: Self.processor(of: record)))
        add(.process, at: process.time.nanoseconds, UInt32(truncatingIfNeeded: processes.count - 1))
    }

    private func add(_ kind: Half.Kind, at time: UInt64, _ place: UInt32) {
        halves.append(Half(
            time: time, order: UInt32(truncatingIfNeeded: halves.count), kind: kind, place: place,
            others: UInt32(truncatingIfNeeded: others.count)))
    }

    /// The processor that told; 0 when it came by another way than a ring.
    static func processor(of record: UnsafeRawBufferPointer) -> UInt16 {
        let processor = record.load(fromByteOffset: 14, as: UInt16.self)
        return Int32(processor) == WEIR_NO_CPU ? 0 : processor
    }

    /// After each event that readers are shown.
    func wrote(_ events: UInt64 = 1) {
        counts.events += events
        if writer.bytes.count >= spillAt { spill() }
    }
}
