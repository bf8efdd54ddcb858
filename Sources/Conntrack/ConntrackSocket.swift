internal import CConntrack

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A netlink socket and the memory it receives into, both its own: closed and freed with it. One thread.
struct ConntrackSocket: ~Copyable {
    /// What one call brought.
    enum Arrival {
        /// So many datagrams, which lie in the memory until the next call.
        case datagrams(Int)
        /// None waits.
        case nothing
        /// Some were lost before these could be read (ENOBUFS); how many, nobody knows.
        case lost
        case failed(errno: Int32)
    }

    private let descriptor: Int32
    private let memory: UnsafeMutableRawBufferPointer
    private let received: UnsafeMutableBufferPointer<weir_datagram>
    private let size: Int

    /// Bytes of kernel memory in which messages may wait: some four thousand of them.
    private static let room: Int32 = 4 << 20
    /// A message of an event, with a security label and a helper's name, has less.
    private static let eventSize = 2048
    /// The kernel's largest piece of a list has 32 KiB (netlink_dump).
    private static let listSize = 65_536
    /// Milliseconds that a list may take to go on.
    private static let patience: Int32 = 1000

    static func subscription() throws(ConntrackAbsence) -> ConntrackSocket {
        try ConntrackSocket(weir_conntrack_subscribe(room), size: eventSize, count: Int(WEIR_DATAGRAMS))
    }

    static func list() throws(ConntrackAbsence) -> ConntrackSocket {
        try ConntrackSocket(weir_conntrack_list(patience), size: listSize, count: 1)
    }

    private init(_ result: Int32, size: Int, count: Int) throws(ConntrackAbsence) {
        guard result >= 0 else { throw ConntrackAbsence(errno: -result) }
        descriptor = result
        memory = .allocate(byteCount: size * count, alignment: 8)
        received = .allocate(capacity: count)
        received.initialize(repeating: weir_datagram())
        self.size = size
    }

    deinit {
        close(descriptor)
        memory.deallocate()
        received.deallocate()
    }

    func receive() -> Arrival {
        let result = weir_conntrack_receive(descriptor, memory.baseAddress, size, Int32(received.count), received.baseAddress)
        switch -result {
        case EAGAIN: return .nothing
        case ENOBUFS: return .lost
        case let errno where errno > 0: return .failed(errno: errno)
        default: return .datagrams(Int(result))
        }
    }

    /// More datagrams than were asked for never come: fewer mean that the queue is empty.
    func isLast(_ count: Int) -> Bool { count < received.count }

    /// A datagram of the last call, valid until the next; nil when it is not the kernel's or was cut.
    func datagram(_ index: Int) -> UnsafeRawBufferPointer? {
        let one = received[index]
        guard !one.foreign, !one.truncated, one.length <= size else { return nil }
        return UnsafeRawBufferPointer(rebasing: memory[(index * size)..<(index * size + Int(one.length))])
    }
}
