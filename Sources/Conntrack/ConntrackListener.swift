public import Events

/// Follows the translated connections of one network namespace, so that who truly answers and who truly asks can be told.
///
/// Made before weir gives up its privileges: opening takes CAP_NET_ADMIN, reading takes nothing. Not Sendable: one thread makes it, reads
/// it and asks its table. Closed when it goes.
///
/// Being listened to costs every connection that conntrack follows, translated or not: the kernel writes the message before the filter
/// sees it. Measured as two to three microseconds of a TCP connection's thirty (6.18, two processors, veth). Connections that began before
/// anybody listened may end without a word (`nf_conntrack_events` 2, the default since 5.19): they stay until they have to make room.
public final class ConntrackListener {
    /// Whose connections.
    public enum Namespace: Sendable {
        /// The host's: process 1's, by `/proc`. Where `/proc` does not say, it is taken to be so.
        case host
        /// Of this process, whatever it is.
        case own
    }

    public private(set) var table: TranslationTable
    public private(set) var counters = ConntrackCounters()
    /// The last error of reading that was no loss of messages.
    public private(set) var failure: ConntrackAbsence?
    private let socket: ConntrackSocket

    /// Datagrams of one `read`, so that a flood does not keep its thread.
    private static let mostAtOnce = 8192

    /// Subscribes, then reads the list of all connections there are: some hundred nanoseconds of each, up to some seconds.
    ///
    /// - Parameters:
    ///   - limit: most connections that are kept, about 250 bytes each.
    ///   - proc: where procfs is mounted.
    public init(_ namespace: Namespace = .host, limit: Int = 65_536, proc: String = "/proc") throws(ConntrackAbsence) {
        if case .host = namespace, NetworkFacts.isElsewhere(proc) { throw .otherNamespace }
        if NetworkFacts.areEventsOff(proc) { throw .eventsOff }
        table = TranslationTable(limit: limit)
        socket = try .subscription()
        try readList()
    }

    /// Takes what waits, without waiting: one pass. Allocates nothing, but for a table that grows.
    ///
    /// - Parameter now: when ended connections are said to have ended, and until when they are forgotten.
    public func read(at now: MonotonicTime) {
        var left = Self.mostAtOnce
        reading: while left > 0 {
            switch socket.receive() {
            case .datagrams(let count):
                for index in 0..<count { take(socket.datagram(index), at: now) }
                left -= count
                if socket.isLast(count) { break reading }
            case .lost: counters.overruns += 1
            case .nothing: break reading
            case .failed(let errno):
                failure = ConntrackAbsence(errno: errno)
                break reading
            }
        }
        table.expire(at: now)
    }

    private func take(_ datagram: UnsafeRawBufferPointer?, at now: MonotonicTime) {
        guard let datagram else {
            counters.bad += 1
            return
        }
        _ = ConntrackReading.read(datagram, into: &table, &counters, at: now)
    }

    /// A list that stops in the middle is as good as it is.
    private func readList() throws(ConntrackAbsence) {
        let list = try ConntrackSocket.list()
        while case .datagrams = list.receive() {
            guard let datagram = list.datagram(0) else {
                counters.bad += 1
                continue
            }
            switch ConntrackReading.read(datagram, into: &table, &counters, at: MonotonicTime(nanoseconds: 0)) {
            case .more: continue
            case .end: return
            case .refused(let errno): throw ConntrackAbsence(errno: errno)
            }
        }
    }
}
