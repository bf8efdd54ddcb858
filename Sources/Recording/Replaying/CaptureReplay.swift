import Events

/// Reads a capture as if it were live: weir's own by the records in it, any other by its system calls.
///
/// Intervals end, and events are held back for a slower replay, by the times of the events alone: the same file gives the same answer
/// everywhere. One thread.
public struct CaptureReplay: ScapVisitor {
    /// Which part of the captures is told: nanoseconds since 1970. What happened before is older than what is told.
    public struct Window: Sendable {
        public var from: UInt64 = 0
        public var until: UInt64 = .max
        public init() {}
    }

    private let sink: any ReplaySink
    /// Asked with the time of the first event, since users say times from there too.
    private let chooseWindow: (UInt64) -> Window
    private var window = Window()
    /// Called when the time of the events has come to `nextStop`, before the event; returns when to be called next, `nil`: never, it is
    /// enough.
    private let stop: (UInt64, inout CaptureReplay) -> UInt64?
    private var nextStop: UInt64 = 0
    private var calls: CallReplay
    /// The records of the section can be used.
    private var isOwn = false
    private var clockOffset: Int64 = 0
    private let record: UnsafeMutableRawBufferPointer
    public private(set) var facts = CaptureFacts()
    /// Events and entries of trailers that were not what they should be.
    public private(set) var malformed: UInt64 = 0
    /// Sockets and threads for which there was no room.
    public var dropped: UInt64 { calls.dropped }

    private static let largestRecord = 4096

    /// - Parameter stop: is told a moment, nanoseconds since 1970, that the events have reached.
    public init(
        _ sink: any ReplaySink, window: @escaping (UInt64) -> Window = { _ in Window() },
        stop: @escaping (UInt64, inout CaptureReplay) -> UInt64?
    ) {
        self.sink = sink
        chooseWindow = window
        self.stop = stop
        calls = CallReplay(sink)
        record = .allocate(byteCount: Self.largestRecord, alignment: 16)
    }

    /// Everything that `reader` finds. Here, and not in the reader, so that the compiler makes one loop of both.
    public mutating func read(_ reader: ScapReader) throws(ScapError) { try reader.read(&self) }

    public mutating func section() {
        calls.beginSection()
        facts.endSection()
        isOwn = false
        nextStop = 0 // its times may be before those of the last one
    }

    public mutating func weir(_ origin: CaptureOrigin) {
        facts.origin = origin
        isOwn = origin.isUnderstood
        clockOffset = origin.clockOffset
        guard isOwn else { return }
        sink.begin(CapturedSection(host: origin.host, clockOffset: clockOffset, isOwn: true, run: origin.run))
    }

    public mutating func machine(_ machine: ScapMachine) {
        if let known = facts.machine, known.hostName != machine.hostName { calls.forgetCgroups() }
        facts.machine = machine
        if !isOwn { sink.begin(CapturedSection(host: machine.hostName)) }
    }

    public mutating func interface(_ interface: ScapInterface) {
        facts.interfaces.append(interface)
        sink.take(.hostAddress(interface.address))
    }

    public mutating func account(_ account: ScapAccount) {
        if case .user = account { facts.users += 1 } else { facts.groups += 1 }
    }

    public mutating func thread(_ thread: ScapThreadEntry) {
        facts.threads += 1
        if !isOwn { calls.take(thread) }
        guard thread.thread == thread.process else { return } // further threads repeat what the process has
        facts.processes += 1
        if !thread.environment.isEmpty { sink.take(.environment(thread.environment, of: ProcessID(truncatingIfNeeded: thread.process))) }
    }

    public mutating func descriptor(_ descriptor: ScapDescriptorEntry, of thread: UInt64) {
        facts.descriptors += 1
        if !isOwn { calls.take(descriptor, of: thread) }
    }

    @inline(__always)
    public mutating func event(_ event: ScapEvent) -> Bool {
        if event.time >= nextStop { return pause(event) }
        facts.note(event)
        tell(event)
        return true
    }

    @inline(__always)
    private mutating func tell(_ event: ScapEvent) {
        if isOwn { own(event) } else if calls.wants(event.type) { tellCall(event) }
    }

    private mutating func tellCall(_ event: ScapEvent) {
        if event.isSound { calls.take(event) } else { malformed += 1 }
    }

    /// False: the window is over, or nobody wants more.
    private mutating func pause(_ event: ScapEvent) -> Bool {
        if facts.latest == 0, event.thread == .max || event.time == 0 { // what there was before: its time is none
            facts.note(typeOf: event)
            tell(event)
            return true
        }
        if facts.firstTime == 0 {
            window = chooseWindow(event.time)
            if event.time < window.from { calls.mute() }
        }
        guard event.time <= window.until else { return false }
        if event.time >= window.from {
            calls.unmute()
            guard let next = stop(event.time, &self) else { return false }
            nextStop = min(max(next, event.time &+ 1), window.until)
        } else {
            nextStop = window.from
        }
        if !isOwn { calls.begin(at: MonotonicTime(nanoseconds: event.time)) }
        facts.note(event)
        tell(event)
        return true
    }

    /// What is under way is told: before an interval ends, and at the end.
    public mutating func flush() { calls.flush(at: MonotonicTime(nanoseconds: facts.latest)) }

    /// Nothing comes any more.
    public mutating func finish() {
        flush()
        facts.endSection()
        record.deallocate()
    }

    // MARK: Captures of weir's own

    /// What an engine said is there twice: as sysdig has it, and behind that as weir has it, which is more.
    private mutating func own(_ event: ScapEvent) {
        guard let trailer = TrailerReader(event.trailer) else { return }
        for (kind, content) in trailer { take(kind, content) }
    }

    private mutating func take(_ kind: UInt32, _ content: UnsafeRawBufferPointer) {
        switch Trailer.Kind(rawValue: kind) {
        case .record: take(record: content)
        case .container: sink.take(.container(content, isOwn: true))
        case .counters:
            guard let counters = TrailerCounters(content) else { return malformed += 1 }
            facts.counters = counters
            sink.take(counters)
        case .settled:
            guard content.count == 8 else { return malformed += 1 }
            sink.settle(at: MonotonicTime(nanoseconds: content.loadUnaligned(as: UInt64.self)))
        case .name: sink.take(.update(content))
        case .translated:
            guard let connection = TranslatedConnection(content) else { return malformed += 1 }
            sink.take(.translated(connection))
        case .gap:
            guard let gap = RecordGap(content) else { return malformed += 1 }
            if !isBefore(gap.before.nanoseconds) { sink.take(gap) }
        case .entered, nil: break
        }
    }

    private mutating func take(record content: UnsafeRawBufferPointer) {
        guard content.count >= 16, content.count <= Self.largestRecord else { return malformed += 1 }
        if isBefore(content) { return }
        record.copyMemory(from: content)
        sink.take(record: UnsafeRawBufferPointer(rebasing: record[..<content.count]))
    }

    /// Connections before the window are left out; processes and cgroups give names.
    private func isBefore(_ content: UnsafeRawBufferPointer) -> Bool {
        content.loadUnaligned(fromByteOffset: 12, as: UInt16.self) < 16 && isBefore(content.loadUnaligned(as: UInt64.self))
    }

    /// `time` on the clock of the records.
    private func isBefore(_ time: UInt64) -> Bool { window.from > 0 && Int64(bitPattern: time) &+ clockOffset < Int64(clamping: window.from) }
}
