import Logging
import Metrics

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Counters from one run of the daemon to the next, in a file of the state directory: nothing that was counted after the last scrape is lost by
/// a restart.
struct DaemonMemory {
    private let path: String

    /// systemd names it (StateDirectory=); nil where nobody does.
    init?(directory: String?) {
        guard let directory = directory ?? Host.environment("STATE_DIRECTORY")?.split(separator: ":").first.map(String.init) else { return nil }
        path = "\(directory)/metrics"
    }

    private static let longest = 64 << 20

    /// Once: a daemon that crashes leaves nothing to go on from, since old counters would look like a reset and then like traffic.
    func recall(into metrics: FlowMetrics, _ log: Logger) {
        do throws(Failure) {
            guard let text = try TextFile.read(path, limit: Self.longest, mustExist: false) else { return }
            unlink(path)
            if !metrics.resume(text, at: Clock.now()) { log.notice("counters begin anew: those before were of other labels, or unreadable", metadata: ["file": "\(path)"]) }
        } catch {
            log.warning("counters begin anew: \(error.message)")
        }
    }

    func keep(_ metrics: FlowMetrics, _ log: Logger) {
        let part = path + ".part"
        let file = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return log.warning("counters cannot be kept for the next start", metadata: ["why": "\(describe(errno: errno))"]) }
        var text = metrics.saved
        let isWhole = text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = write(file, rest.baseAddress, rest.count)
                if count < 0 && errno == EINTR { continue }
                if count <= 0 { return false }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            return fsync(file) == 0
        }
        close(file)
        if !isWhole || rename(part, path) != 0 {
            log.warning("counters cannot be kept for the next start", metadata: ["why": "\(describe(errno: errno))"])
            unlink(part)
        }
    }
}
