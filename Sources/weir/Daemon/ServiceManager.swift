#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Tells systemd how the daemon is (sd_notify(3)): a datagram each. Does nothing where nobody asked to be told.
///
/// Made before privileges are given up; one thread.
final class ServiceManager {
    private let socket: Int32
    /// How often systemd wants to hear that the daemon lives, nanoseconds; half of what it allows. nil: never.
    let watchdog: UInt64?
    private var lastSign: UInt64 = 0

    init() {
        socket = Host.environment("NOTIFY_SOCKET").map(Self.connect) ?? -1
        let isForThis = Host.environment("WATCHDOG_PID").map { $0 == String(getpid()) } ?? true
        watchdog = isForThis ? Host.environment("WATCHDOG_USEC").flatMap(UInt64.init).map { $0 * 500 } : nil
    }

    deinit { if socket >= 0 { close(socket) } }

    func ready(_ status: String) { tell("READY=1\nSTATUS=\(status)") }
    func reloading(at time: UInt64) { tell("RELOADING=1\nMONOTONIC_USEC=\(time / 1000)") }
    func stopping() { tell("STOPPING=1") }
    func status(_ status: String) { tell("STATUS=\(status)") }

    /// A sign of life when one is due. Whoever calls it does its work.
    func live(at time: UInt64) {
        guard let watchdog, time >= lastSign + watchdog else { return }
        lastSign = time
        tell("WATCHDOG=1")
    }

    private func tell(_ message: String) {
        guard socket >= 0 else { return }
        var message = message
        message.withUTF8 { _ = send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)) }
    }

    private static func connect(_ path: String) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(path.utf8)
        guard (2..<MemoryLayout.size(ofValue: address.sun_path)).contains(bytes.count), path.hasPrefix("/") || path.hasPrefix("@") else { return -1 }
        if path.hasPrefix("@") { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return -1 }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(socket, $0, length) }
        }
        if status == 0 { return socket }
        close(socket)
        return -1
    }
}
