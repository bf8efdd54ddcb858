#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The few file operations of this target: small reads and directory listings, bounded, bytes in and bytes out.
enum HostFiles {
    /// At most `limit` bytes from the start of a file; the kernel's files say their length only by being read.
    static func bytes(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileError(path: path, errno: errno) }
        defer { close(file) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(limit, 16384))
        while content.count < limit {
            let count = read(file, &chunk, min(chunk.count, limit - content.count))
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileError(path: path, errno: errno) }
            if count == 0 { break }
            content.append(contentsOf: chunk[..<count])
        }
        return content
    }

    /// Lines of a file of the kernel's. Bytes that are not UTF-8 become U+FFFD.
    static func lines(_ path: String, limit: Int) throws(FileError) -> [Substring] {
        String(decoding: try bytes(path, limit: limit), as: UTF8.self).split(separator: "\n")
    }

    /// Inode number of a directory: of a cgroup's, its kernel id (64-bit kernels from 5.5).
    static func directoryID(_ path: PathBytes) -> UInt64? {
        var status = stat()
        guard lstat(path.terminated, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
        return UInt64(status.st_ino)
    }

    /// Names of the directories inside one; nil when it cannot be read (it may be gone by now).
    static func directories(in path: PathBytes) -> [[UInt8]]? {
        guard let stream = opendir(path.terminated) else { return nil }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while let entry = readdir(stream) {
            guard entry.pointee.d_type == UInt8(DT_DIR) || entry.pointee.d_type == UInt8(DT_UNKNOWN) else { continue }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in Array(bytes.prefix { $0 != 0 }) }
            if name != [0x2e] && name != [0x2e, 0x2e] { names.append(name) }
        }
        return names
    }

    /// The path without symbolic links; nil when nothing is there.
    static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(validatingCString: resolved)
    }

    /// The system's words for an errno.
    static func message(_ errno: Int32) -> String { String(cString: strerror(errno)) }

    /// Seconds since 1970.
    static func unixTime() -> Int64 { Int64(time(nil)) }

    /// CLOCK_MONOTONIC, in nanoseconds.
    static func monotonicNanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// Which file, and what the system said.
struct FileError: Error, Equatable {
    var path: String
    var errno: Int32
}

/// A path as the kernel has it: any bytes but NUL. Names of cgroups need not be UTF-8.
struct PathBytes: Hashable {
    private var bytes: [UInt8]

    init(_ path: String) { bytes = Array(path.utf8) }

    func appending(_ name: [UInt8]) -> PathBytes {
        var longer = self
        if longer.bytes.last != UInt8(ascii: "/") { longer.bytes.append(UInt8(ascii: "/")) }
        longer.bytes += name
        return longer
    }

    var count: Int { bytes.count }
    var terminated: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
