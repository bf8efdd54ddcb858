import Events

/// What goes wrong with records between the kernel and the tracker: each as the share of the records that it meets.
struct Faults {
    /// The ring is full for some records in a row. What they had to tell comes with the next of their connection; a last word is kept
    /// in the kernel and comes late.
    var lost = 0.0
    /// Another processor's records overtake it.
    var late = 0.0
    /// Delivered twice, which the kernel never does.
    var duplicated = 0.0
    /// Cut anywhere, which the kernel never does.
    var truncated = 0.0

    /// How late is late, and how late a last word is: less than closed connections linger. Milliseconds.
    static let reach = 60.0
    static let longReach = 2_000.0
    static let longestLoss = 8

    /// The records of some sockets, whatever their order, as they reach the reader.
    func meet(_ records: [Record], _ random: inout FaultRandom) -> FaultyStream {
        var stream = FaultyStream()
        for record in lose(records.sorted { $0.place < $1.place }, &random, &stream) {
            var delay = 0.0
            if record.event.flags.contains(.deferred) { delay = random.milliseconds(0...Self.longReach) }
            if random.chance(late) { delay = random.milliseconds(0...Self.reach) }
            if delay > 0 { stream.late.append(record) }
            var bytes = record.wire
            if random.chance(truncated) {
                bytes.removeLast(random.whole(1...bytes.count))
                stream.truncated.append(record)
            }
            stream.add(bytes, of: record, delay: delay)
            if random.chance(duplicated), bytes.count == record.wire.count {
                stream.duplicated.append(record)
                stream.add(bytes, of: record, delay: delay + random.milliseconds(0...Self.reach))
            }
        }
        stream.arrivals.sort { $0.place < $1.place }
        return stream
    }

    /// Those that find room. The last of a connection always does: as long as something is untold, the reader asks again.
    private func lose(_ records: [Record], _ random: inout FaultRandom, _ stream: inout FaultyStream) -> [Record] {
        guard lost > 0 else { return records }
        var last: [UInt64: UInt32] = [:]
        for record in records { last[record.event.cookie] = max(last[record.event.cookie] ?? 0, record.event.sequence) }
        var untold: [UInt64: ConnectionEvent.News] = [:]
        var found: [Record] = []
        var full = 0
        for var record in records {
            let cookie = record.event.cookie
            full = full > 0 ? full - 1 : random.chance(lost / Double(Self.longestLoss) * 2) ? random.whole(1...Self.longestLoss) : 0
            if let news = untold.removeValue(forKey: cookie) { record.event.news += news }
            if full > 0, record.event.kind == .close {
                record.event.flags.insert(.deferred)
            } else if full > 0, last[cookie] != record.event.sequence {
                untold[cookie] = record.event.news
                stream.lost.append(record)
                continue
            }
            found.append(record)
        }
        return found
    }
}

/// What reaches the reader, in that order, and what went wrong with it.
struct FaultyStream {
    struct Arrival {
        var bytes: [UInt8]
        var time: MonotonicTime
        /// The order of arrival; of those that arrive at the same time, the older first.
        fileprivate var place: (arrival: UInt64, time: UInt64, cookie: UInt64, sequence: UInt32)

        var cookie: UInt64 { place.cookie }
        var sequence: UInt32 { place.sequence }
    }

    var arrivals: [Arrival] = []
    /// Each lost record tells all that no record before it has told.
    var lost: [Record] = []
    var late: [Record] = []
    var duplicated: [Record] = []
    var truncated: [Record] = []

    fileprivate mutating func add(_ bytes: [UInt8], of record: Record, delay: Double) {
        let (time, cookie, sequence) = record.place
        let arrival = time + duration(delay)
        arrivals.append(Arrival(bytes: bytes, time: MonotonicTime(nanoseconds: arrival), place: (arrival, time, cookie, sequence)))
    }
}

extension Record {
    /// By time; at the same time in the order of their connection.
    fileprivate var place: (UInt64, UInt64, UInt32) { (event.time.nanoseconds, event.cookie, event.sequence) }
}

extension ConnectionEvent.News {
    static func += (left: inout Self, right: Self) {
        left.sent += right.sent
        left.received += right.received
        left.exchanges += right.exchanges
        left.retransmits += right.retransmits
        left.resets += right.resets
        left.opened += right.opened
        left.failed += right.failed
        left.closed += right.closed
    }
}
