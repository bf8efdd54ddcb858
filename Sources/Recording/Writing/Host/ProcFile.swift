#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Small reads of procfs: bounded, and `nil` for what is gone or not to be read.
enum ProcFile {
    static func bytes(_ path: String, limit: Int) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(limit, 1 << 14))
        while content.count < limit {
            let count = read(file, &chunk, min(chunk.count, limit - content.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            content.append(contentsOf: chunk[..<count])
        }
        return content
    }

    static func text(_ path: String, limit: Int) -> String? { bytes(path, limit: limit).map { String(decoding: $0, as: UTF8.self) } }

    /// Each line of a file that may be long, read in pieces.
    static func lines(_ path: String, _ take: (Substring) -> Void) -> Bool {
        guard let file = fopen(path, "re") else { return false }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 4096)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            take(text[...])
        }
        return true
    }

    /// Strings with a NUL behind each; of what was cut, the last one too.
    static func strings(_ path: String, limit: Int) -> [String]? {
        guard let bytes = bytes(path, limit: limit) else { return nil }
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
        let ended = parts.last?.isEmpty == true ? parts.dropLast() : parts[...]
        return ended.map { String(decoding: $0, as: UTF8.self) }
    }

    static func link(_ path: String) -> String? {
        var target = [CChar](repeating: 0, count: 4096)
        let count = readlink(path, &target, target.count)
        guard count > 0 else { return nil }
        return String(decoding: target[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The names in a directory that are numbers, in order, `limit` of them at most.
    static func numbers(in path: String, limit: Int) -> [UInt64]? {
        guard let directory = opendir(path) else { return nil }
        defer { closedir(directory) }
        var found: [UInt64] = []
        while found.count < limit, let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if let number = UInt64(name) { found.append(number) }
        }
        return found.sorted()
    }
}
