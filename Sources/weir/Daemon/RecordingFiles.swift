import Export

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The captures that daemons left in a directory.
enum RecordingFiles {
    /// Removes the oldest, so that those that stay and the ring that begins are no more than twice `count`. Only files that a daemon named.
    static func makeRoom(in directory: String, keeping count: Int) throws(Failure) {
        guard mkdir(directory, 0o700) == 0 || errno == EEXIST else {
            throw Failure(message: "cannot make \(directory) for captures: \(describe(errno: errno))")
        }
        guard let listing = opendir(directory) else { throw Failure(message: "cannot open \(directory): \(describe(errno: errno))") }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if isOwn(name) { names.append(name) }
        }
        for name in oldest(names, keeping: count) { unlinkat(dirfd(listing), name, 0) }
    }

    /// `weir-20261126T090001.scap`, and `.1`, `.2` of its ring.
    static func isOwn(_ name: String) -> Bool {
        guard name.hasPrefix(DaemonRecording.namePrefix) else { return false }
        let parts = name.dropFirst(DaemonRecording.namePrefix.count).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, parts[1] == "scap", parts.count == 2 || Int(parts[2]) != nil else { return false }
        return parts[0].utf8.count == 15 && parts[0].utf8.enumerated().allSatisfy { $0 == 8 ? $1 == UInt8(ascii: "T") : (48...57).contains($1) }
    }

    /// By the time in their names.
    static func oldest(_ names: [String], keeping count: Int) -> ArraySlice<String> { names.sorted().dropLast(count) }

    /// `20261126T090001`, in UTC.
    static func stamp(_ time: UInt64) -> String { String(WallClock.text(time).prefix(19).filter { $0 != "-" && $0 != ":" }) }
}
