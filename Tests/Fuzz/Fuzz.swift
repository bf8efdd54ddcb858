import Glibc

/// A piece of weir that reads what others wrote, and what it promises whatever that is.
struct Target: Sendable {
    let name: String
    /// Ends the program when a promise is broken.
    let run: @Sendable (UnsafeRawBufferPointer) -> Void
    /// Inputs to begin with: some of everything, so that nothing has to be found by luck alone.
    let seeds: [[UInt8]]

    init(name: String, seeds: [[UInt8]], run: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) {
        (self.name, self.seeds, self.run) = (name, seeds, run)
    }

    init(name: String, texts: [String], run: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) {
        self.init(name: name, seeds: texts.map { Array($0.utf8) }, run: run)
    }

    static let all = [decode, track, sums, index, http, text, json, names, proc, docker, cri, mesos, address, settings, capture, calls, topology, web, store, saved, usage]
}

// One program for all: which target it is, its own name says. scripts/fuzz links it under each name.
nonisolated(unsafe) private var chosen: Target?

/// `TARGET --seeds DIRECTORY` writes the seeds and ends.
@_cdecl("LLVMFuzzerInitialize")
func initialize(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> CInt {
    becomeCrashable(arguments.pointee)
    let words = (0..<Int(count.pointee)).compactMap { arguments.pointee[$0].map { String(cString: $0) } }
    let name = words[0].split(separator: "/").last.map(String.init) ?? ""
    guard let target = Target.all.first(where: { $0.name == name }) else {
        fatalError("call it by the name of a target: \(Target.all.map { $0.name })")
    }
    if words.count == 3, words[1] == "--seeds" {
        for (number, seed) in target.seeds.enumerated() { write(seed, to: "\(words[2])/seed-\(number)") }
        exit(0)
    }
    chosen = target
    return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    chosen?.run(UnsafeRawBufferPointer(start: start, count: count))
    return 0
}

/// Swift's backtracer takes the signals that libFuzzer waits for, unless the environment says otherwise as the program begins.
private func becomeCrashable(_ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) {
    guard getenv("SWIFT_BACKTRACE") == nil else { return }
    setenv("SWIFT_BACKTRACE", "enable=no", 1)
    execv("/proc/self/exe", arguments)
}

/// What was promised and is not so: the message stands above libFuzzer's own.
func promise(_ holds: Bool, _ what: @autoclosure () -> String, line: UInt = #line, file: StaticString = #fileID) {
    if !holds { fatalError(what(), file: file, line: line) }
}

private func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "w") else { fatalError("cannot write \(path)") }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
}
