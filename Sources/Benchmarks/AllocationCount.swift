import Glibc

/// Counts every call of malloc, calloc, realloc and their like: glibc's own trace, mtrace(3), writes a line for each.
///
/// The trace needs glibc's debugging allocator from the start of a process, so a child of this program is measured, over records of
/// the steady state, without a tick.
enum AllocationCount {
    static let argument = "--be-counted"
    private static let library = "libc_malloc_debug.so.0"
    private static let chunks = 8

    /// `nil` when this host has no tracing allocator.
    static func perEvent(of pattern: Pattern) -> Double? {
        let trace = "/tmp/weir-bench-\(getpid()).trace"
        defer { unlink(trace) }
        guard let output = runChild(pattern.name, trace), let events = Int(output), let calls = calls(in: trace) else { return nil }
        return events > 0 ? Double(calls) / Double(events) : nil
    }

    /// The child's part: prints how many events were handled while the trace was on.
    static func beCounted(_ name: String) {
        guard let pattern = Pattern.all.first(where: { $0.name == name }), let begin = function("mtrace"), let end = function("muntrace")
        else { exit(1) }
        var kernel = Kernel(pattern)
        var consumer = Consumer(sockets: pattern.sockets)
        consumer.warmUp(&kernel, pattern)
        var events = 0
        begin()
        for _ in 0..<chunks {
            kernel.fill()
            consumer.take(kernel.records)
            events += kernel.events
        }
        end()
        print(events)
    }

    private static func runChild(_ name: String, _ trace: String) -> String? {
        let command = "MALLOC_TRACE=\(trace) LD_PRELOAD=\(library) /proc/\(getpid())/exe \(argument) \(name) 2>/dev/null"
        guard let pipe = popen(command, "r") else { return nil }
        var line = [CChar](repeating: 0, count: 64)
        let isRead = fgets(&line, Int32(line.count), pipe) != nil
        guard pclose(pipe) == 0, isRead else { return nil }
        return String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Lines of the trace: `@ where + address size`, `>` for what a realloc gave.
    private static func calls(in trace: String) -> Int? {
        guard let file = fopen(trace, "r") else { return nil }
        defer { fclose(file) }
        var calls = 0
        var line = [CChar](repeating: 0, count: 512)
        while fgets(&line, Int32(line.count), file) != nil {
            let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(separator: " ")
            if words.contains("+") || words.contains(">") { calls += 1 }
        }
        return calls
    }

    /// Only by its version does the linker give the debugging allocator's function instead of libc's own of the same name.
    private static func function(_ name: String) -> (@convention(c) () -> Void)? {
        typealias Find = @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>, UnsafePointer<CChar>) -> UnsafeMutableRawPointer?
        guard let handle = dlopen(library, RTLD_NOW | RTLD_NOLOAD), let found = dlsym(nil, "dlvsym") else { return nil }
        let find = unsafeBitCast(found, to: Find.self)
        for version in ["GLIBC_2.2.5", "GLIBC_2.17"] {
            if let symbol = find(handle, name, version) { return unsafeBitCast(symbol, to: (@convention(c) () -> Void).self) }
        }
        return nil
    }
}
