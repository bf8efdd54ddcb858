import ArgumentParser
import Recording

/// `weir replay`: what a capture holds, as if it happened now.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Print flows, requests or the facts of captures: of weir, sysdig, Falco or Stratoshark.",
        discussion: """
            FILE is a .scap capture, plain or gzip, of any age; - is standard input. Several are told as one, in the order \
            of their first events: such as the parts that weir record --rotate writes. Output, filters and units are those of weir live; intervals are of the capture's time, \
            and those without events are left out. Nothing is asked of this machine: the same file gives the same bytes anywhere.

            A capture that weir wrote is told by the kernel's own records in it: equal to what live had printed. In others connections \
            and requests are concluded from the system calls.
            """)

    @Argument(help: "Captures.")
    var files: [String]

    @OptionGroup(title: "What to look at") var filter: FilterOptions

    @Option(help: ArgumentHelp("Begin here: 2026-11-22T09:00:00Z, or 90s after the capture's first event.", valueName: "time"))
    var from: ReplayTime?

    @Option(help: ArgumentHelp("End here; as --from.", valueName: "time"))
    var until: ReplayTime?

    @OptionGroup(title: "What is printed") var output: OutputOptions

    @Flag(help: "The facts of the capture alone: host, time, processes, events by type, lost.")
    var summary = false

    @Option(help: ArgumentHelp("Let time pass so many times as fast as it did; else as fast as can be.", valueName: "times"))
    var speed: Double?

    func validate() throws {
        if files.isEmpty { throw ValidationError("which capture? weir replay FILE") }
        if let speed, !(speed > 0 && speed < 1e6) { throw ValidationError("--speed must be above 0 and below a million") }
        if summary, speed != nil || output.requests { throw ValidationError("--summary tells facts of the file; it goes with --json alone") }
    }

    func run() throws {
        Console.catchSignals()
        let isWhole = summary ? try CaptureSummary(self).run() : try ReplayRun(plan, output.printer).run()
        if !isWhole || Console.hasOutputFailed { throw Failure.silent(status: 1) }
    }
}
