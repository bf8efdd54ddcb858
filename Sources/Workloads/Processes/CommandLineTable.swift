import Events

/// The command lines of the processes that began a program last, from exec events. Those that have ended count too: news of a
/// connection may come after the end of its process.
struct CommandLineTable {
    private struct Entry {
        var started: MonotonicTime
        var command: Command
        var arguments: [String]
    }

    private struct Start {
        var process: ProcessID
        var started: MonotonicTime
    }

    private var entries: [ProcessID: Entry] = [:]
    private var order = BoundedQueue<Start>()

    private static let mostKnown = 4096

    /// nil when not known, and when the number belongs to a process of another name by now.
    func commandLine(of process: ProcessID, named command: Command) -> [String]? {
        entries[process].flatMap { $0.command == command ? $0.arguments : nil }
    }

    mutating func observe(_ event: ProcessEvent) {
        guard event.kind == .exec, !event.arguments.isEmpty else { return }
        let process = event.owner.process
        let isAgain = entries[process]?.started == event.started
        entries[process] = Entry(started: event.started, command: event.owner.command, arguments: event.arguments)
        guard !isAgain, let oldest = order.append(Start(process: process, started: event.started), limit: Self.mostKnown) else { return }
        // Unless the number has been given to a new process meanwhile.
        if entries[oldest.process]?.started == oldest.started { entries[oldest.process] = nil }
    }
}
