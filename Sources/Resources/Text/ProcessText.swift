/// Of `/proc/<pid>/stat` (proc(5)).
struct ProcessStat: Equatable {
    /// In user and system mode, of all its threads.
    var workedTicks: UInt64
    var threads: UInt64
    /// In ticks since the host started.
    var started: UInt64
    var residentPages: UInt64

    /// The name in parentheses may hold anything, also parentheses: the last one ends it.
    init?(_ text: UnsafeRawBufferPointer) {
        guard let end = text.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        var cursor = TextCursor(text.part(end + 1..<text.count))
        cursor.skipWords(11) // state … cmajflt
        guard let user = cursor.number(), let system = cursor.number() else { return nil }
        cursor.skipWords(4) // cutime … nice
        guard let threads = cursor.number() else { return nil }
        cursor.skipWords(1)
        guard let started = cursor.number() else { return nil }
        cursor.skipWords(1)
        guard let pages = cursor.number() else { return nil }
        workedTicks = user.addingOrMost(system)
        self.threads = threads
        self.started = started
        residentPages = pages
    }
}
