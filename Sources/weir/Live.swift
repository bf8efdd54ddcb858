import ArgumentParser
import Capture
import Traffic
import Workloads

/// `weir live`: flows of this host as they are.
struct Live: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "live",
        abstract: "Print who talks to whom on this host, how often and how fast, until Ctrl-C.",
        discussion: """
            A row is all connections from one client to one service of one server, in one interval. The arrow points from who connected \
            to who accepted. REQ/S counts requests by the turn of direction on a connection, for any protocol, encrypted or not. P50 \
            and P99 are from the first byte of a request to the last of its response; QUEUE is how long a request lay in the \
            server's socket before the server read it. – is unknown. After a name, ~ means that who connected was concluded, not \
            seen, and ? that connections are older than the capture.

            Filters choose what the kernel programs look at: nothing else is recorded. Several of one kind add up.
            """)

    @OptionGroup(title: "What to watch") var filter: FilterOptions

    @OptionGroup(title: "Names") var names: NameOptions

    @OptionGroup(title: "What weir may use") var limits: LimitOptions

    @OptionGroup(title: "What is printed") var output: OutputOptions

    @Option(help: "End after this time, with the summary.")
    var duration: Seconds?

    @OptionGroup(title: "How it is captured") var capturing: CapturingOptions

    func run() async throws {
        Console.catchSignals()
        let names = try await LocalNames(self.names.configuration())
        defer { names.stop() }
        try await names.waitFor(filter)
        let run = try LiveRun(self, capturing.options(filter), names)
        try await CaptureThread.run(run) { try $0.loop() }
        if Console.hasOutputFailed { throw Failure.silent(status: 1) }
    }
}
