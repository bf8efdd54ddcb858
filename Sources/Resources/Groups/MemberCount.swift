#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Counts the members of a cgroup and of those below it, by the lines of a file in each. Bounded; two thousand members in a page.
struct MemberCount {
    private let reader: FileReader
    private let name: String
    private var cgroupsLeft = 256

    private static let deepest = 16

    /// `name`: `/cgroup.procs`, `/tasks`, `/cgroup.threads`.
    static func count(_ name: String, in directory: String, reader: FileReader) -> UInt64? {
        var count = MemberCount(reader: reader, name: name)
        return count.members(of: directory, depth: 0)
    }

    private init(reader: FileReader, name: String) {
        self.reader = reader
        self.name = name
    }

    /// nil when there is no such cgroup.
    private mutating func members(of directory: String, depth: Int) -> UInt64? {
        guard cgroupsLeft > 0, depth < Self.deepest else { return nil }
        cgroupsLeft -= 1
        var file = KernelFile()
        guard let text = reader.text(of: &file, at: FilePath(directory: directory, name: name), length: .records) else { return nil }
        var sum = UInt64(text.count { $0 == .newline })
        for child in children(of: directory) { sum += members(of: child, depth: depth + 1) ?? 0 }
        return sum
    }

    private func children(of directory: String) -> [String] {
        var status = stat()
        // The kernel counts a link for each directory inside.
        guard stat(directory, &status) == 0, status.st_nlink != 2, let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while names.count < cgroupsLeft, let entry = readdir(stream) {
            guard entry.pointee.d_type == UInt8(DT_DIR) else { continue }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { $0.part(0..<$0.firstPlace(of: 0)).text }
            if name != "." && name != ".." { names.append("\(directory)/\(name)") }
        }
        return names
    }
}
