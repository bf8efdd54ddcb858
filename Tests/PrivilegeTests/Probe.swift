import Foundation

/// `PrivilegeProbe`, confined or not, as a process of its own: confining cannot be undone.
final class Probe {
    /// A line of its output.
    struct Line: Decodable {
        var attempt: String?, errno: Int32?
        var state: String?, pid: Int32?
        var capabilities: String?, bounding: String?, threads: Int?, filtered: Bool?, description: String?
        var error: String?
    }

    struct Confinement: Equatable {
        var capabilities: String
        var bounding: String
        var threads: Int
        var isFiltered: Bool
        var description: String
    }

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var rest = Data()

    /// In the order in which they came to be in force; the error when one did not.
    private(set) var confinements: [Confinement] = []
    private(set) var error: String?
    private(set) var pid: Int32 = 0

    /// - Parameter prefix: a command that runs what follows it, such as setpriv.
    init(_ lab: ProbeLab, mode: String = "confined", keeping kept: [Int] = [], threads: [String] = [], prefix: [String] = []) throws {
        let keep = kept.isEmpty ? "-" : kept.map(String.init).joined(separator: ",")
        let command = ["/usr/bin/timeout", "-k", "1", "60"] + prefix + [lab.probe, lab.directory, mode, keep] + threads
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardInput = input
        process.standardOutput = output
        try process.runUnmasked()
        while let line = try nextLine() {
            if let capabilities = line.capabilities {
                confinements.append(
                    Confinement(
                        capabilities: capabilities, bounding: line.bounding ?? "", threads: line.threads ?? 0,
                        isFiltered: line.filtered ?? false, description: line.description ?? ""))
            }
            if let failure = line.error { error = failure }
            if let id = line.pid {
                pid = id
                break
            }
        }
    }

    /// Has it try everything: the errno of each attempt. It waits to be looked at then.
    func attempts() throws -> [String: Int32] {
        try input.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
        var attempts: [String: Int32] = [:]
        while let line = try nextLine(), line.state != "done" {
            if let attempt = line.attempt, let errno = line.errno { attempts[attempt] = errno }
        }
        return attempts
    }

    /// As the kernel tells of each of its threads, to somebody else.
    func threads() throws -> [ThreadStatus] { try ThreadStatus.all(of: pid) }

    /// Its exit status.
    func end() throws -> Int32 {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus
    }

    deinit { process.terminate() }

    private func nextLine() throws -> Line? {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                let line = rest[rest.startIndex..<end]
                rest = Data(rest[(end + 1)...])
                return try JSONDecoder().decode(Line.self, from: line)
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            rest.append(more)
        }
    }
}

extension Process {
    /// The threads that tests run on have signals blocked, and a process inherits that.
    fileprivate func runUnmasked() throws {
        var (none, before) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try run()
    }
}
