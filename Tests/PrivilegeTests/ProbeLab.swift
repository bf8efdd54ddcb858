import Foundation

/// A directory where a probe of any user finds itself and what it tries to read: a file and a process of another user.
final class ProbeLab {
    static let isOn = ProcessInfo.processInfo.environment["WEIR_KERNEL_TESTS"] == "1"
    static let otherUser: UInt32 = 65534

    let directory: String
    var probe: String { "\(directory)/PrivilegeProbe" }
    private let other = Process()

    init() throws {
        let files = FileManager.default
        directory = "\(files.temporaryDirectory.path)/weir-privilege-\(UUID().uuidString.prefix(8))"
        try files.createDirectory(atPath: directory, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
        let built = URL(fileURLWithPath: try files.destinationOfSymbolicLink(atPath: "/proc/self/exe")).deletingLastPathComponent()
        try files.copyItem(atPath: built.appendingPathComponent("PrivilegeProbe").path, toPath: "\(directory)/PrivilegeProbe")
        try Data("theirs".utf8).write(to: URL(fileURLWithPath: "\(directory)/others"))
        guard chmod("\(directory)/others", 0o600) == 0, chown("\(directory)/others", Self.otherUser, Self.otherUser) == 0 else {
            throw LabError(description: "cannot give a file away: \(String(cString: strerror(errno)))")
        }
        try startOther()
    }

    private func startOther() throws {
        other.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
        other.arguments = ["--reuid", "\(Self.otherUser)", "--clear-groups", "--inh-caps=-all", "/bin/sleep", "300"]
        try other.run()
        let process = "/proc/\(other.processIdentifier)"
        try FileManager.default.createSymbolicLink(atPath: "\(directory)/process", withDestinationPath: process)
        // It is there before it is another user's.
        for _ in 0..<500 {
            if (try? String(contentsOfFile: "\(process)/comm", encoding: .utf8)) == "sleep\n" { return }
            usleep(10_000)
        }
        throw LabError(description: "no process of another user")
    }

    deinit {
        if other.isRunning { kill(other.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(atPath: directory)
    }

    struct LabError: Error, CustomStringConvertible { var description: String }
}

/// What /proc/PID/task/TID/status says of privilege.
struct ThreadStatus {
    private let fields: [String: String]

    static func all(of process: Int32) throws -> [ThreadStatus] {
        let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
        return threads.compactMap { thread in
            // Threads of the probe come and go.
            guard let text = try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/status", encoding: .utf8) else { return nil }
            let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
                let parts = line.split(separator: ":", maxSplits: 1)
                return parts.count == 2 ? (String(parts[0]), parts[1].trimmingCharacters(in: .whitespaces)) : nil
            }
            let fields = Dictionary(pairs) { $1 }
            return fields["CapEff"] == nil ? nil : ThreadStatus(fields: fields)
        }
    }

    var effective: UInt64 { bits("CapEff") }
    var permitted: UInt64 { bits("CapPrm") }
    var inheritable: UInt64 { bits("CapInh") }
    var ambient: UInt64 { bits("CapAmb") }
    var bounding: UInt64 { bits("CapBnd") }
    var hasNoNewPrivileges: Bool { fields["NoNewPrivs"] == "1" }
    /// 2: there is a filter.
    var seccompMode: String { fields["Seccomp"] ?? "" }
    /// Real, effective, saved, of files.
    var users: [String] { (fields["Uid"] ?? "").split(separator: "\t").map(String.init) }

    private func bits(_ name: String) -> UInt64 { UInt64(fields[name] ?? "", radix: 16) ?? .max }
}
