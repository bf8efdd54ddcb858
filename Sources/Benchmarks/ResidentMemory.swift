import Glibc

/// Of this process, bytes, from /proc/self/status.
enum ResidentMemory {
    static var now: Int { field("VmRSS:") }
    static var peak: Int { field("VmHWM:") }

    /// Lets the peak begin anew (proc(5), clear_refs).
    static func resetPeak() {
        guard let file = fopen("/proc/self/clear_refs", "w") else { return }
        fputs("5", file)
        fclose(file)
    }

    private static func field(_ name: String) -> Int {
        guard let file = fopen("/proc/self/status", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                .split(whereSeparator: \.isWhitespace)
            if words.count >= 2, words[0] == name { return (Int(words[1]) ?? 0) * 1024 }
        }
        return 0
    }
}
