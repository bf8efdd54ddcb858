#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// How full a file system is.
enum FileSystem {
    /// What is used of that which users can use, as `df` has it; nil when it does not say.
    static func usedShare(of path: String) -> Double? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return usedShare(blocks: UInt64(status.f_blocks), free: UInt64(status.f_bfree), available: UInt64(status.f_bavail))
    }

    static func usedShare(blocks: UInt64, free: UInt64, available: UInt64) -> Double? {
        guard blocks > 0, free <= blocks else { return nil }
        let used = Double(blocks - free)
        return used + Double(available) > 0 ? used / (used + Double(available)) : nil
    }
}

/// The processes of a host.
enum ProcessDirectory {
    /// Directories of procfs that are numbers; nil when it cannot be listed.
    static func count(in proc: String) -> UInt64? {
        guard let stream = opendir(proc) else { return nil }
        defer { closedir(stream) }
        var count: UInt64 = 0
        while count < most, let entry = readdir(stream) {
            let isNumber = withUnsafeBytes(of: &entry.pointee.d_name) { $0.part(0..<$0.firstPlace(of: 0)).decimal != nil }
            if isNumber { count += 1 }
        }
        return count
    }

    /// PID_MAX_LIMIT.
    private static let most: UInt64 = 1 << 22
}
