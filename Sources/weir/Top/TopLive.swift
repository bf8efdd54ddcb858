import Events
import Export
import Top
import Traffic

/// `weir top` of this host: a capture, and the screen between its turns, on one thread.
struct TopLive: TopSource {
    let command: TopCommand

    func show() async throws {
        let names = try await LocalNames(command.names.configuration())
        defer { names.stop() }
        try await names.waitFor(command.filter)
        try await CaptureThread.run(TopLiveRun(command, names)) { try $0.loop() }
    }
}

/// Of the thread that it runs on.
private final class TopLiveRun {
    private let command: TopCommand
    private let source: LiveSource
    private var reporter: LiveReporter
    private var steps: LiveSteps
    private var lastEvents: UInt64 = 0
    private var warning: String?

    /// At a time: more than fit a screen are not worth their making.
    private static let mostRequests = 100

    init(_ command: TopCommand, _ names: LocalNames) throws {
        self.command = command
        reporter = LiveReporter(host: command.hostName ?? names.configuration.hostName ?? Host.name)
        source = try LiveSource(command.filter, command.capturing.options(command.filter), command.limits, names)
        steps = LiveSteps(from: source.begin, length: command.interval.nanoseconds, first: LiveSteps.shortFirst)
    }

    private var naming: Naming { source.naming(host: reporter.host) }

    func loop() throws {
        // A terminal that belongs to somebody else may not be opened any more once confined.
        let screen = try command.screen()
        defer { screen.close() }
        try source.confine()
        steps.forgetLoading()
        screen.update(TopologyGraph(TopologyView()), TopStatus(source: source.title, clock: naming.clock.clock(Clock.now())))
        while !screen.isOver {
            if let step = try source.turn(until: steps.next) { warning = step.detail == .full ? nil : step.text }
            let now = Clock.now()
            reporter.sample(source, at: now)
            try followRequests(screen)
            if now.nanoseconds >= steps.next { try tick(screen) }
            screen.turn()
        }
    }

    /// Requests are kept only while somebody looks at them.
    private func followRequests(_ screen: TopScreen) throws {
        source.pipeline.keepsRequests = screen.wanted != nil
        guard let wanted = screen.wanted else { return }
        try steps.settlePromptly(source)
        let naming = naming
        var concerned = ConcernedRequests(source.pipeline.takeRequests(), naming)
        screen.requests(concerned.last(Self.mostRequests, of: wanted.nodes).requests.map { TopRequest($0, naming) })
    }

    private func tick(_ screen: TopScreen) throws {
        try source.settle()
        let now = Clock.now()
        let step = steps.end(at: now)
        let naming = naming
        let report = reporter.report(source.pipeline.tracker.report(), source, naming, interval: step.length, at: now)
        source.pipeline.forgetNames()
        var status = TopStatus(source: source.title, clock: naming.clock.clock(now))
        status.eventsPerSecond = Double(source.pipeline.delivered - lastEvents) * 1e9 / Double(step.length)
        status.ownProcessors = step.ownShare
        status.ownBytes = OwnCost.residentBytes
        status.warning = warning
        lastEvents = source.pipeline.delivered
        screen.update(TopologyGraph(TopologyView([report])), status)
    }
}

extension TopItem {
    /// Those that a request has to concern.
    fileprivate var nodes: [String] {
        switch self {
        case .node(let id): [id]
        case .flow(let key): [key.client, key.server]
        }
    }
}
