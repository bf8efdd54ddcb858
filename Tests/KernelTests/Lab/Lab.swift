import Foundation

/// Where things are, and the error of a laboratory that lacks something.
enum Lab {
    static let isOn = environment("WEIR_KERNEL_TESTS") == "1"

    /// The program on trial.
    static func weir() throws -> String { try program(named: "WEIR") }

    /// Tests/FakeCluster.
    static func fakeCluster() throws -> String { try program(named: "WEIR_FAKE_CLUSTER") }

    /// One of Tests/Drivers.
    static func driver(_ name: String) throws -> String {
        guard let directory = environment("WEIR_DRIVERS") else { throw LabError("WEIR_DRIVERS is not set: the folder of the drivers") }
        return try runnable("\(directory)/\(name)")
    }

    static func tool(_ name: String) throws -> String {
        let path = environment("PATH") ?? ""
        let folders = path.split(separator: ":").map(String.init) + ["/usr/sbin", "/usr/local/sbin", "/sbin"]
        guard let folder = folders.first(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }) else {
            throw LabError("\(name) is not installed, and WEIR_KERNEL_TESTS=1 expects it")
        }
        return "\(folder)/\(name)"
    }

    /// A name that no other run of these tests has.
    static func fresh(_ kind: String) -> String {
        "\(kind)-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(6).lowercased())"
    }

    /// For what nobody announces.
    static func eventually(within seconds: Double, _ isSo: () -> Bool) -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        while !isSo() {
            if Date() > end { return false }
            usleep(10_000)
        }
        return true
    }

    private static func program(named variable: String) throws -> String {
        guard let path = environment(variable) else { throw LabError("\(variable) is not set: the program to test") }
        return try runnable(path)
    }

    private static func runnable(_ path: String) throws -> String {
        guard FileManager.default.isExecutableFile(atPath: path) else { throw LabError("\(path) is not a program") }
        return path
    }

    private static func environment(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }
}

struct LabError: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}

/// A directory that is gone with its owner.
final class Scratch {
    let path: String

    init() throws {
        path = "/tmp/\(Lab.fresh("weir-test"))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
        return "\(path)/\(name)"
    }

    func read(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }
}
