#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A file that a user wrote for weir.
enum TextFile {
    /// All of it; nil when it is not there and need not be.
    static func read(_ path: String, limit: Int, mustExist: Bool) throws(Failure) -> String? {
        guard let file = fopen(path, "re") else {
            if errno == ENOENT, !mustExist { return nil }
            throw Failure(message: "cannot read \(path): \(describe(errno: errno))")
        }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        let count = fread(&bytes, 1, bytes.count, file)
        guard ferror(file) == 0 else { throw Failure(message: "cannot read \(path): \(describe(errno: errno))") }
        guard count <= limit, let text = String(validating: bytes[..<count], as: UTF8.self) else {
            throw Failure(message: "\(path) is not text, or above \(limit) bytes")
        }
        return text
    }
}
