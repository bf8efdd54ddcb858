import ArgumentParser
import Capture
import Events
import Workloads

/// `weir events`: what the kernel programs tell, undigested.
struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Print raw events, one a line, as they come or of a capture: for debugging.",
        discussion: """
            An event is one record of a kernel program: a connection opened, turned its direction, told its totals or closed; a process \
            began or ended; a cgroup was made or removed. With --calls also each system call on a socket, with its arguments, result, \
            time and first bytes. Names of workloads are not looked up.

            With FILE, events are those of that .scap capture, with all their parameters: > is the beginning of a call, < its end. --pid, \
            --event, --from and --until choose among them.
            """)

    @Argument(help: "A capture to read instead of the kernel; - is standard input.")
    var file: String?

    @OptionGroup(title: "What to watch") var filter: FilterOptions

    @OptionGroup(title: "Names") var names: NameOptions

    @Flag(help: "Each system call on a socket too. Uses the syscall backend.")
    var calls = false

    @Flag(help: "JSON, one object a line.")
    var json = false

    @Option(help: "End after this time.")
    var duration: Seconds?

    @Option(help: "End after so many events.")
    var limit: Int?

    @Option(help: ArgumentHelp("Of a capture: only events of this name (read, connect, clone).", valueName: "name"))
    var event: [String] = []

    @Option(help: ArgumentHelp("Of a capture: begin here: 2026-11-22T09:00:00Z, or 90s after its first event.", valueName: "time"))
    var from: ReplayTime?

    @Option(help: ArgumentHelp("Of a capture: end here; as --from.", valueName: "time"))
    var until: ReplayTime?

    @Option(help: "Bytes to take of each message's beginning, 0 to 512.")
    var payload = 256

    @Option(help: ArgumentHelp("As in weir live.", valueName: "auto|socket|syscall"))
    var backend = BackendChoice.auto

    func validate() throws {
        if !(0...512).contains(payload) { throw ValidationError("--payload must be 0 to 512") }
        if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
        if calls, backend == .socket { throw ValidationError("--calls needs the syscall backend") }
        if file == nil, !event.isEmpty || from != nil || until != nil { throw ValidationError("--event, --from and --until choose among the events of a FILE") }
        if file != nil, calls || filter.choosesCgroups { throw ValidationError("of a FILE events are chosen by --pid, --event, --from and --until") }
        if !filter.port.isEmpty { throw ValidationError("--port chooses flows; raw events are chosen by --cgroup, --container and --pid") }
    }

    func run() async throws {
        Console.catchSignals()
        if let file {
            guard try CaptureEvents(self, file).run() else { throw Failure.silent(status: 1) }
            return
        }
        let names = try await LocalNames(self.names.configuration())
        defer { names.stop() }
        try await names.waitFor(filter)
        var options = filter.captureOptions(backend, payload: payload)
        options.tellsCalls = calls
        let run = try EventsRun(self, options, names)
        try run.loop()
        if Console.hasOutputFailed { throw Failure.silent(status: 1) }
    }
}
