public import Events

// What a capture says beside the records: where it stands, what was lost, which containers there are.
extension CallRecorder {
    /// Begins a capture, after its tables: `containers` and other `names` that are known, and `records` (of cgroups and processes, as the kernel programs would
    /// have told them), by which a replay names what is older than the capture. May be called by `spill`.
    public func begin(at time: MonotonicTime, containers: [(json: String?, update: String)], names: [String], records: [[UInt8]]) {
        missesEnters = true
        lastTime = max(lastTime, wall(time.nanoseconds))
        for container in containers { self.container(container.json, update: container.update) }
        for name in names { self.name(name) }
        for record in records {
            if trailer.count + record.count + 8 > TrailerBytes.most { writeHidden() }
            record.withUnsafeBytes { trailer.add(.record, $0) }
        }
        writeHidden() // also without records: a capture without any event is refused
    }

    /// All until `time` is here.
    public func settle(at time: MonotonicTime, _ counters: CaptureCounters) {
        lastTime = max(lastTime, wall(time.nanoseconds))
        trailer.add(.settled, time: time)
        trailer.add(.counters, TrailerCounters(counters, delivered: counts.records).words)
        writeHidden()
    }

    /// Where records are missing, before the end of a second is told.
    public func gap(_ gap: RecordGap) {
        trailer.add(.gap, gap.words)
        if trailer.count > TrailerBytes.most / 2 { writeHidden() }
    }

    /// CLOCK_MONOTONIC of the last event written.
    public var lastWritten: MonotonicTime {
        MonotonicTime(nanoseconds: clockOffset >= 0 ? lastTime &- UInt64(clockOffset) : lastTime &+ clockOffset.magnitude)
    }

    /// A line that every reader shows.
    public func tellLost(_ count: UInt64, _ detail: String) {
        writer.notification(
            "drop", "\(count) lost (\(detail))", .init(time: lastTime, thread: 0), trailer: UnsafeRawBufferPointer(start: nil, count: 0))
        wrote()
    }

    /// What an engine says of a container: `json` for all readers, `update` for our own. Without `json` other readers see nothing.
    public func container(_ json: String?, update: String) {
        guard json?.utf8.count ?? 0 < 60_000, update.utf8.count < TrailerBytes.most else {
            counts.malformed += 1
            return
        }
        trailer.add(.container, update)
        guard let json else { return writeHidden() }
        writer.container(json, at: lastTime, trailer: trailer.bytes)
        trailer.removeAll()
        wrote()
    }

    /// What somebody says of a task or an address, for our own reader alone.
    public func name(_ update: String) {
        guard update.utf8.count < TrailerBytes.most else {
            counts.malformed += 1
            return
        }
        trailer.add(.name, update)
        writeHidden()
    }

    /// Before the records of this connection that are taken next.
    public func translated(_ connection: TranslatedConnection) {
        trailer.add(.translated, connection.words)
        writeHidden()
    }

    /// What readers up to 0.21 know of tasks and apps: `texts` are JSON, each below 64 kB; what is longer is left out.
    public func mesos(_ texts: [String]) {
        for text in texts where text.utf8.count < 60_000 {
            writer.mesos(text, at: lastTime)
            wrote()
        }
    }
}
