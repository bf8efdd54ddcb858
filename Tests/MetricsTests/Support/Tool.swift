import Foundation

/// Programs that must be installed where WEIR_KERNEL_TESTS=1.
enum Tool {
    struct Missing: Error, CustomStringConvertible {
        var description: String
    }

    static func find(_ program: String) throws -> String {
        let places = ["/usr/bin", "/usr/local/bin", "/bin", "/usr/sbin"].map { "\($0)/\(program)" }
        guard let path = places.first(where: FileManager.default.isExecutableFile) else {
            throw Missing(description: "\(program) is not installed, and WEIR_KERNEL_TESTS=1 expects it")
        }
        return path
    }

    /// Its status, and all that it said.
    static func run(_ program: String, _ arguments: [String], input: [UInt8]) throws -> (Int32, String) {
        let path = NSTemporaryDirectory() + "weir-\(UUID().uuidString)"
        try Data(input).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: try find(program))
        process.arguments = arguments
        process.standardInput = FileHandle(forReadingAtPath: path)
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, said)
    }
}
