#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Gives back what only starting needed: half of the program's own pages, read once for loading kernel programs, options and checks. What is
/// wanted again comes from the page cache, in microseconds.
enum StartMemory {
    static func release() {
        for mapping in mappings() { madvise(mapping.start, mapping.count, MADV_DONTNEED) }
    }

    /// Those of this program that are as the file is: not writable, and without a page of their own (where addresses were put in at load).
    private static func mappings() -> [ProgramMapping] {
        guard let file = fopen("/proc/self/smaps", "re"), let program = program else { return [] }
        defer { fclose(file) }
        var found: [ProgramMapping] = []
        var current: ProgramMapping?
        var line = [CChar](repeating: 0, count: 8192)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            if let mapping = ProgramMapping(text, of: program) {
                current = mapping
            } else if text.hasPrefix("Anonymous:") {
                if let mapping = current, text.split(separator: " ").dropFirst().first == "0" { found.append(mapping) }
                current = nil
            }
        }
        return found
    }

    private static var program: String? {
        var target = [UInt8](repeating: 0, count: 4096)
        let length = target.withUnsafeMutableBytes { readlink("/proc/self/exe", $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count) }
        return length > 0 ? String(decoding: target.prefix(length), as: UTF8.self) : nil
    }
}

/// Where a mapping lies.
private struct ProgramMapping {
    var start: UnsafeMutableRawPointer
    var count: Int

    /// The first line of a mapping in smaps (proc(5)): `55d0…-55d1… r-xp 00001000 fe:00 123 /usr/bin/weir`. nil for other lines, other files and
    /// what may be written.
    init?(_ line: String, of program: String) {
        let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
        guard fields.count == 6, fields[1].hasPrefix("r"), !fields[1].contains("w"), fields[5].trimmed == program else { return nil }
        let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard ends.count == 2, ends[1] > ends[0], let start = UnsafeMutableRawPointer(bitPattern: ends[0]) else { return nil }
        self.start = start
        count = Int(ends[1] - ends[0])
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = drop { $0 == " " }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
