import ArgumentParser
import Terminal
import Top
import Traffic

/// `weir top`: the topology in a terminal.
struct TopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "top",
        abstract: "Look around: flows, apps, containers, hosts and processes, live, of a node, or of captures.",
        discussion: """
            Without FILE and --node it captures on this host. ? tells the keys: Enter leads down, Backspace up, / filters, s sorts, r shows \
            requests, q quits. REQ/S is what something answers, CALLS/S what it asks of others; the other columns are those of weir live.

            EXAMPLES
              weir top                              this host
              weir top --level apps --sort p99      apps, the slowest first
              weir top --node http://node-7:7117    what the daemon of another host knows
              weir top web.scap                     a capture, as it happened
            """)

    @Argument(help: "Captures, told as one.")
    var files: [String] = []

    @Option(help: ArgumentHelp("A weir daemon: http://host:port, https://host:port, or unix:/path.", valueName: "url"))
    var node: String?

    @OptionGroup(title: "Asking a node") var asking: AskingOptions

    @OptionGroup(title: "What to watch") var filter: FilterOptions

    @OptionGroup(title: "Names") var names: NameOptions

    @OptionGroup(title: "How it is captured") var capturing: CapturingOptions

    @OptionGroup(title: "What weir may use") var limits: LimitOptions

    @Option(help: "Time between updates.")
    var interval = Seconds(nanoseconds: 2_000_000_000)

    @Option(help: "What to begin with: flows, apps, containers, hosts, processes.")
    var level = TopTab.flows

    @Option(help: "What makes two ends of flows two: process, container, app, host.")
    var groupBy = TopGrouping.process

    @Option(help: "Order of rows: requests, errors, p50, p95, p99, queue, sent, received, calls, cpu, memory, connections, retransmits, name, kind, host.")
    var sort: TopColumn?

    @Flag(help: "Leave out the machinery: weir itself, engines, agents of the cluster.")
    var hideSystem = false

    @Option(name: .customLong("host-name"), help: "Name of this host.")
    var hostName: String?

    @Flag(name: .customLong("no-color"), help: "No colours; also when NO_COLOR is set.")
    var noColor = false

    func validate() throws {
        if interval.nanoseconds < 200_000_000 { throw ValidationError("--interval must be at least 200ms") }
        if node != nil, !files.isEmpty { throw ValidationError("a node or captures: not both at once") }
        if files.contains("-") { throw ValidationError("standard input is where the keys come from: name a file") }
        if node == nil, asking.isAsked { throw ValidationError("--token-file, --ca-file and --header go with --node") }
        if sort == .trend || sort == .protocol { throw ValidationError("--sort \(sort?.rawValue ?? ""): not a number") }
    }

    func run() async throws {
        try Self.checkTerminal()
        try await source().show()
    }

    /// Before anything is loaded or asked for.
    private static func checkTerminal() throws(Failure) {
        if let error = ScreenSession.obstacle(environment: environment) { throw Failure(error) }
    }

    static var environment: [String: String] { ["TERM": Host.environment("TERM") ?? ""] }

    /// The terminal is taken over; `close` gives it back. `noRequests`: why the source tells none.
    func screen(noRequests: String? = nil) throws(Failure) -> TopScreen {
        var options = TopOptions()
        options.tab = level
        options.grouping = groupBy
        options.sort = sort
        options.hidesSystem = hideSystem
        options.noRequests = noRequests
        let style = noColor ? .plain : Style(isTerminal: true, environment: ["NO_COLOR": Host.environment("NO_COLOR") ?? ""])
        do throws(ScreenError) {
            return try TopScreen(options, style: style, environment: Self.environment)
        } catch {
            throw Failure(error)
        }
    }
}

extension TopTab: ExpressibleByArgument {}
extension TopGrouping: ExpressibleByArgument {}
extension TopColumn: ExpressibleByArgument {}

extension Failure {
    init(_ error: ScreenError) {
        let instead = "`weir topology` tells the same without a screen, `weir live` as lines"
        switch error {
        case .noTerminal: self = .usage("weir top needs a terminal for its keys and its screen: \(instead)")
        case .dumbTerminal: self = .usage("this terminal cannot place text (TERM is not set, or dumb): \(instead)")
        case .failed(let step, let errno): self.init(message: "cannot \(step): \(describe(errno: errno)). \(instead)")
        }
    }
}
