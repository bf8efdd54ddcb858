import Foundation

/// A process that a test started: its lines, its signals, its end. It does not outlive the test.
final class Child {
    let output: Lines
    let errors: Lines
    private let process = Process()
    private let name: String

    var pid: Int32 { process.processIdentifier }

    init(_ command: [String], input: Pipe? = nil, output file: String? = nil, environment: [String: String] = [:]) throws {
        name = command.joined(separator: " ")
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = input ?? FileHandle.nullDevice
        let (out, err) = (Pipe(), Pipe())
        if let file {
            guard let handle = FileHandle(forWritingAtPath: file) else { throw LabError("cannot write \(file)") }
            process.standardOutput = handle
        } else {
            process.standardOutput = out
        }
        process.standardError = err
        try process.runUnmasked()
        if file != nil { try out.fileHandleForWriting.close() }
        output = Lines(reading: fcntl(out.fileHandleForReading.fileDescriptor, F_DUPFD_CLOEXEC, 0))
        errors = Lines(reading: fcntl(err.fileHandleForReading.fileDescriptor, F_DUPFD_CLOEXEC, 0))
    }

    deinit {
        if process.isRunning { kill(pid, SIGKILL) }
    }

    func signal(_ number: Int32) throws {
        guard kill(pid, number) == 0 else { throw LabError("cannot signal \(name): it has ended; \(errors.text)") }
    }

    /// Its exit status, or minus the signal that ended it.
    @discardableResult
    func wait(within seconds: Double = 60) throws -> Int32 {
        do {
            try output.awaitEnd(within: seconds)
            try errors.awaitEnd(within: seconds)
        } catch {
            kill(pid, SIGKILL)
            throw LabError("\(name) did not end: \(error)")
        }
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus
    }

    /// Waits for a good end.
    func succeed(within seconds: Double = 60) throws {
        let status = try wait(within: seconds)
        guard status == 0 else { throw LabError("\(name): status \(status): \(errors.text)") }
    }

    /// Runs a command to its good end. What it wrote.
    @discardableResult
    static func run(_ command: [String]) throws -> String {
        let child = try Child(command)
        try child.succeed(within: 120)
        return child.output.text
    }
}

extension Process {
    /// The threads that tests run on have all signals blocked, and a process inherits that.
    func runUnmasked() throws {
        var (none, before) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try run()
    }
}
