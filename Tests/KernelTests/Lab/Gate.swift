import Foundation

/// Holds processes back until a test has prepared what they walk into: a named pipe that opens once.
final class Gate {
    let path: String

    init() throws {
        path = "/tmp/\(Lab.fresh("weir-gate"))"
        guard mkfifo(path, 0o600) == 0 else { throw LabError("cannot make \(path)") }
    }

    /// Lets the one process through that waits, or will wait.
    func open() throws {
        guard let handle = FileHandle(forWritingAtPath: path) else { throw LabError("cannot open \(path)") }
        try handle.write(contentsOf: Data("go\n".utf8))
        try handle.close()
    }

    deinit { unlink(path) }
}

/// A file whose coming into being a driver waits for.
final class Signal {
    let path = "/tmp/\(Lab.fresh("weir-signal"))"

    func give() throws {
        guard FileManager.default.createFile(atPath: path, contents: nil) else { throw LabError("cannot make \(path)") }
    }

    deinit { unlink(path) }
}
