#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Small files of the administrator's, read whole.
enum SystemFile {
    struct Content {
        var bytes: [UInt8]
        /// Permissions, as `chmod` has them.
        var mode: UInt32
        var isRegular: Bool
    }

    /// nil when it has more than `limit` bytes. Throws an errno.
    static func content(of path: String, limit: Int) throws(SystemFileError) -> Content? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw SystemFileError(errno: errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw SystemFileError(errno: errno) }
        var content = Content(bytes: [], mode: status.st_mode & 0o7777, isRegular: status.st_mode & S_IFMT == S_IFREG)
        guard content.isRegular else { return content }
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(file, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw SystemFileError(errno: errno) }
            if count == 0 { return content }
            content.bytes += chunk[..<count]
            if content.bytes.count > limit { return nil }
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The system's words for an errno.
    static func message(_ errno: Int32) -> String { String(cString: strerror(errno)) }

    /// Seconds since 1970.
    static func unixTime() -> Int64 { Int64(time(nil)) }

    /// CLOCK_MONOTONIC.
    static func monotonicSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

struct SystemFileError: Error {
    var errno: Int32
}
