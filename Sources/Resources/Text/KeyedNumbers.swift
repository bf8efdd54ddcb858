/// Files of lines that are a key, blanks and a number: `cpu.stat`, `memory.stat`, `memory.events`, `/proc/meminfo` (`MemTotal:  12 kB`).
enum KeyedNumbers {
    /// Of the first line with this key; nil without one and when no number stands there.
    static func value(of key: StaticString, in text: UnsafeRawBufferPointer) -> UInt64? {
        var cursor = TextCursor(text)
        repeat {
            let line = cursor.line
            guard line.starts(with: key), line.count > key.utf8CodeUnitCount, line[key.utf8CodeUnitCount].isBlank else { continue }
            cursor.skipWords(1)
            return cursor.number()
        } while cursor.nextLine()
        return nil
    }
}

/// Of a file that is one number.
enum SingleNumber {
    static func value(in text: UnsafeRawBufferPointer) -> UInt64? {
        var cursor = TextCursor(text)
        return cursor.number()
    }

    /// v1 writes "unlimited" as the largest multiple of a page that fits, v2 as `max`; nil for both.
    static func limit(in text: UnsafeRawBufferPointer) -> UInt64? {
        value(in: text).flatMap { $0 < unlimited ? $0 : nil }
    }

    private static let unlimited: UInt64 = 1 << 62
}
