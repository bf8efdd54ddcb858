import Events

/// From a datagram to the table: pure, so that it can be tried with any bytes.
enum ConntrackReading {
    /// Whether a list goes on behind this datagram.
    enum Outcome: Equatable {
        case more
        case end
        case refused(errno: Int32)
    }

    static func read(
        _ datagram: UnsafeRawBufferPointer, into table: inout TranslationTable, _ counters: inout ConntrackCounters,
        at now: MonotonicTime
    ) -> Outcome {
        var messages = NetlinkMessages(datagram)
        while let message = messages.next() {
            switch ConntrackMessage(message) {
            case .began(let translation):
                counters.messages += 1
                table.begin(translation)
            case .ended(let translation):
                counters.messages += 1
                table.end(translation, at: now)
            case .malformed: counters.bad += 1
            case .other: break
            case .done: return .end
            case .refused(let errno): return errno == 0 ? .more : .refused(errno: errno)
            }
        }
        if messages.isBroken { counters.bad += 1 }
        return .more
    }
}
