#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Wakes who waits for its file: from another thread, or from a signal's handler. Rings that nobody heard yet are one.
public final class ScreenBell: Sendable {
    /// Readable when it rang; -1 when the system has no file left: then it wakes nobody.
    public let file: Int32
    let ringer: Int32

    public init() {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) != 0 { ends = [-1, -1] }
        for end in ends where end >= 0 {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (file, ringer) = (ends[0], ends[1])
    }

    deinit { for end in [file, ringer] where end >= 0 { close(end) } }

    /// A full pipe rings already.
    public func ring() { Self.ring(ringer) }

    static func ring(_ ringer: Int32) {
        var byte: UInt8 = 1
        if ringer >= 0 { _ = write(ringer, &byte, 1) }
    }

    public func silence() {
        if file < 0 { return }
        withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { room in
            while read(file, room.baseAddress, room.count) == room.count {}
        }
    }
}
