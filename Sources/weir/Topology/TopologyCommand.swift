import ArgumentParser
import TopologySources

/// `weir topology`: who talks to whom, on one host or on many.
struct TopologyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topology",
        abstract: "Draw who talks to whom: of this host, of several, of a cluster's metrics, or of captures.",
        discussion: """
            Without a source the daemon of this host is asked: unix:/run/weir/weir.sock where that is, else http://127.0.0.1:7117. Several \
            nodes are put together: each connection once, with the server's own time and the network's. A cluster of any size is read \
            from the store that scrapes it; its times are as fine as the store's buckets.

            Marks behind a name: ~ guessed, ? older than the capture, … partial, ½ seen from one end, † not heard of lately.

            EXAMPLES
              weir topology                                            apps of this host
              weir topology --node node-1:7117 --node node-2:7117      two hosts as one
              weir topology --level container --format svg > map.svg   a picture, hosts as frames
              weir topology --prometheus http://prometheus:9090        the whole cluster, out of its metrics
              weir topology node-1.scap node-2.scap                    captures of two hosts
              weir topology --format dot | dot -Tpdf > map.pdf         drawn by Graphviz
              weir topology --node node-1:7117 --serve                 as a page at http://127.0.0.1:7117
            """)

    @Argument(help: "Captures, one or more of each host.")
    var files: [String] = []

    @Option(help: ArgumentHelp("The API of a daemon: http://host:port, https://…, unix:/path.", valueName: "url"))
    var node: [String] = []

    @Option(help: ArgumentHelp("Prometheus, Thanos, Mimir or VictoriaMetrics; the URL may have a path.", valueName: "url"))
    var prometheus: String?

    @Option(help: ArgumentHelp("How it is written.", valueName: "text|json|dot|svg"))
    var format = TopologyFormat.text

    @Option(help: ArgumentHelp(
        "What is one node. Who has nothing of the level stays what it is. Default: app; with --format json all levels.",
        valueName: "host|container|app|process"))
    var level: TopologyLevel?

    @Option(help: "Length of the stretch that is drawn. Default: 10s; of metrics 1m; of captures all.")
    var window: Seconds?

    @Option(help: ArgumentHelp("Its end: 2026-11-22T09:00:00Z, or seconds since 1970. Default: now.", valueName: "time"))
    var at: TopologyTime?

    @Option(help: "Once more each time this has passed, until Ctrl-C.")
    var interval: Seconds?

    @Flag(help: "Without weir itself, engines and agents of the cluster.")
    var hideSystem = false

    @OptionGroup(title: "Asking") var asking: AskingOptions

    @Flag(help: "Serve it as a page and an API.")
    var serve = false

    @Option(help: ArgumentHelp("Where: 127.0.0.1:7117 or unix:/path.", valueName: "address"))
    var listen: [String] = []

    @Flag(name: .customLong("no-color"), help: "No colours; also when NO_COLOR is set or output is no terminal.")
    var noColor = false

    func validate() throws {
        let kinds = [!files.isEmpty, !node.isEmpty, prometheus != nil].count { $0 }
        if kinds > 1 { throw ValidationError("captures, --node and --prometheus are three kinds of source: give one of them") }
        if let interval, interval.nanoseconds < 500_000_000 { throw ValidationError("--interval must be at least 500ms") }
        if interval != nil, format == .dot || format == .svg { throw ValidationError("--interval goes with --format text or json") }
        if interval != nil, at != nil || !files.isEmpty { throw ValidationError("--interval asks for now: it goes with neither --at nor captures") }
        if serve, interval != nil || at != nil { throw ValidationError("--serve shows now and any time that the page asks for: without --interval and --at") }
        if !serve, !listen.isEmpty { throw ValidationError("--listen goes with --serve") }
        if let window, window.nanoseconds < 1_000_000_000 { throw ValidationError("--window must be at least 1s") }
    }

    func run() async throws {
        Console.catchSignals()
        let source = try source()
        let result: Result<Void, any Error>
        do {
            result = .success(try await serve ? TopologyServing(self, source).run() : TopologyPrinting(self, source).run())
        } catch let error as SourceError {
            result = .failure(Failure(message: "\(error)"))
        } catch {
            result = .failure(error)
        }
        await source.close()
        try result.get()
        if Console.hasOutputFailed { throw Failure.silent(status: 1) }
    }
}
