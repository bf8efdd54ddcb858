import Foundation
import Synchronization

/// A `FakeCluster` in a process of its own. It does not outlive its owner.
final class FakeProcess: Sendable {
    struct Problem: Error, CustomStringConvertible {
        var description: String
    }

    private let process: Process
    private let input: FileHandle
    private let reading: Reading
    let ports: [String: Int]

    /// Such as `["--master", "0"]`; ready when it returns.
    init(_ arguments: [String]) async throws {
        let here = URL(fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        process = Process()
        process.executableURL = here.deletingLastPathComponent().appendingPathComponent("FakeCluster")
        process.arguments = arguments
        let (commands, output) = (Pipe(), Pipe())
        process.standardInput = commands
        process.standardOutput = output
        input = commands.fileHandleForWriting
        reading = Reading(output.fileHandleForReading)
        try process.run()
        let ready = try await reading.line { $0.hasPrefix("ready ") }
        ports = Dictionary(uniqueKeysWithValues: ready.split(separator: " ").dropFirst().compactMap { word in
            let parts = word.split(separator: "=")
            return parts.count == 2 ? Int(parts[1]).map { (String(parts[0]), $0) } : nil
        })
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// `127.0.0.1:40001`.
    func address(_ role: String) -> String { "127.0.0.1:\(ports[role] ?? 0)" }

    /// Returns when all that is done.
    func tell(_ lines: String...) async throws {
        for line in lines {
            let before = reading.count
            try input.write(contentsOf: Data("\(line)\n".utf8))
            let answer = try await reading.line(after: before) { $0 == "ok" || $0.hasPrefix("error") }
            guard answer == "ok" else { throw Problem(description: "\(line): \(answer)") }
        }
    }

    /// Kills it, as a host does that loses power.
    func die() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Since `log on`: `GET /state -`, with what stood in `Authorization`.
    func requests(to role: String) -> [String] {
        reading.all.filter { $0.hasPrefix("request \(role) ") }.map { String($0.dropFirst("request \(role) ".count)) }
    }
}

/// Lines, read by a thread of its own.
private final class Reading: Sendable {
    private let lines = Mutex<[String]>([])

    init(_ file: FileHandle) {
        let descriptor = dup(file.fileDescriptor)
        Thread.detachNewThread { [self] in
            var rest: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65536)
            while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
                rest += buffer[..<count]
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    let line = String(decoding: rest[..<end], as: UTF8.self)
                    lines.withLock { $0.append(line) }
                    rest.removeFirst(end + 1)
                }
            }
            close(descriptor)
        }
    }

    var all: [String] { lines.withLock(\.self) }
    var count: Int { lines.withLock(\.count) }

    func line(after start: Int = 0, where fits: (String) -> Bool) async throws -> String {
        for _ in 0..<3000 {
            if let line = all.dropFirst(start).first(where: fits) { return line }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw FakeProcess.Problem(description: "no such line")
    }
}
