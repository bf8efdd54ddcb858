import Foundation
import Testing

/// A Docker daemon of the test's own: its own socket, data and process, without network. Needs root.
final class PrivateDocker {
    let directory: String
    var socket: String { directory + "/docker.sock" }
    private let daemon = Process()

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    init() throws {
        directory = "/tmp/weir-docker-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        daemon.executableURL = URL(fileURLWithPath: try Self.find("dockerd"))
        daemon.arguments = [
            "-H", "unix://\(socket)", "--data-root", "\(directory)/data", "--exec-root", "\(directory)/exec", "-p", "\(directory)/pid",
            "--iptables=false", "--bridge=none",
        ]
        let log = "\(directory)/log"
        try Data().write(to: URL(fileURLWithPath: log))
        daemon.standardError = FileHandle(forWritingAtPath: log)
        daemon.standardOutput = FileHandle.nullDevice
        try daemon.run()
        try waitUntilReady()
    }

    /// Makes an image `name` that holds busybox and nothing else.
    func makeImage(_ name: String) throws {
        let rootfs = "\(directory)/rootfs"
        try FileManager.default.createDirectory(atPath: "\(rootfs)/bin", withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: "/bin/busybox", toPath: "\(rootfs)/bin/busybox")
        try Self.run("/bin/tar", ["-C", rootfs, "-cf", "\(directory)/image.tar", "."])
        try docker(["import", "\(directory)/image.tar", name])
    }

    @discardableResult
    func docker(_ arguments: [String]) throws -> String {
        try Self.run(try Self.find("docker"), ["-H", "unix://\(socket)"] + arguments)
    }

    /// Ends only the daemon of this test.
    func stop() {
        daemon.terminate()
        daemon.waitUntilExit()
        try? FileManager.default.removeItem(atPath: directory)
    }

    private func waitUntilReady() throws {
        for _ in 0..<300 where daemon.isRunning {
            if (try? docker(["version"])) != nil { return }
            Thread.sleep(forTimeInterval: 0.1)
        }
        let log = (try? String(contentsOfFile: "\(directory)/log", encoding: .utf8)) ?? ""
        stop()
        throw Failure(description: "dockerd did not start: \(log.suffix(2000))")
    }

    private static func find(_ program: String) throws -> String {
        let places = ["/usr/bin", "/usr/local/bin", "/usr/sbin", "/usr/local/sbin"].map { "\($0)/\(program)" }
        guard let path = places.first(where: FileManager.default.isExecutableFile) else {
            throw Failure(description: "\(program) is not installed, and WEIR_KERNEL_TESTS=1 expects it")
        }
        return path
    }

    @discardableResult
    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(program) \(arguments.joined(separator: " ")): status \(process.terminationStatus)")
        }
        return text
    }
}
