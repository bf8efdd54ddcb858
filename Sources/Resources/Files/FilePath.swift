#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A path in up to three parts, put together only when a file is opened.
struct FilePath {
    var directory: String
    var place = ""
    var name = ""

    private static let longest = Int(PATH_MAX)

    /// nil when it is too long, or no path by holding a NUL.
    func withTerminated<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result? {
        let count = directory.utf8.count + place.utf8.count + name.utf8.count
        guard count < Self.longest else { return nil }
        return withUnsafeTemporaryAllocation(byteCount: count + 1, alignment: 1) { path in
            var end = 0
            for part in 0..<3 { end += copy(part, to: path, at: end) }
            path[end] = 0
            guard UnsafeRawBufferPointer(path).firstPlace(of: 0) == end, let start = path.baseAddress else { return nil }
            return body(start.assumingMemoryBound(to: CChar.self))
        }
    }

    private func copy(_ part: Int, to path: UnsafeMutableRawBufferPointer, at end: Int) -> Int {
        var text = part == 0 ? directory : part == 1 ? place : name
        return text.withUTF8 { bytes in
            UnsafeMutableRawBufferPointer(rebasing: path[end...]).copyMemory(from: UnsafeRawBufferPointer(bytes))
            return bytes.count
        }
    }
}
