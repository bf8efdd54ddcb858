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
    private var lastTick: MonotonicTime
    private var lastSettle: MonotonicTime
    private var lastEvents: UInt64 = 0
    private var lastProcessorTime = OwnCost.processorTime
    private var warning: String?
    private var isFirst = true

    /// So that nobody waits for something to see.
    private static let firstStep: UInt64 = 500_000_000

    /// How often open responses are looked at while somebody watches requests.
    private static let promptness: UInt64 = 200_000_000
    /// At a time: more than fit a screen are not worth their making.
    private static let mostRequests = 100

    init(_ command: TopCommand, _ names: LocalNames) throws {
        self.command = command
        reporter = LiveReporter(host: command.hostName ?? names.configuration.hostName ?? Host.name)
        source = try LiveSource(command.filter, command.capturing.options(command.filter), command.limits, names)
        lastTick = source.begin
        lastSettle = source.begin
    }

    private var naming: Naming { source.naming(host: reporter.host) }

    func loop() throws {
        // A terminal that belongs to somebody else may not be opened any more once confined.
        let screen = try command.screen()
        defer { screen.close() }
        try source.confine()
        screen.update(TopologyGraph(TopologyView()), TopStatus(source: source.title, clock: naming.clock.clock(Clock.now())))
        while !screen.isOver {
            let next = lastTick.nanoseconds + (isFirst ? min(Self.firstStep, command.interval.nanoseconds) : command.interval.nanoseconds)
            if let step = try source.turn(until: next) { warning = step.detail == .full ? nil : step.text }
            let now = Clock.now()
            reporter.sample(source, at: now)
            try followRequests(screen, at: now)
            if now.nanoseconds >= next {
                try tick(screen)
                isFirst = false
            }
            screen.turn()
        }
    }

    /// Requests are kept only while somebody looks at them.
    private func followRequests(_ screen: TopScreen, at now: MonotonicTime) throws {
        source.pipeline.keepsRequests = screen.wanted != nil
        guard let wanted = screen.wanted else { return }
        if now.nanoseconds(since: lastSettle) >= Self.promptness {
            lastSettle = now
            try source.settle()
        }
        let naming = naming
        var concerned = ConcernedRequests(source.pipeline.takeRequests(), naming)
        screen.requests(concerned.last(Self.mostRequests, of: wanted.nodes).requests.map { TopRequest($0, naming) })
    }

    private func tick(_ screen: TopScreen) throws {
        try source.settle()
        let now = Clock.now()
        let interval = max(now.nanoseconds(since: lastTick), 1)
        lastTick = now
        let naming = naming
        let report = reporter.report(source.pipeline.tracker.report(), source, naming, interval: interval, at: now)
        source.pipeline.forgetNames()
        var status = TopStatus(source: source.title, clock: naming.clock.clock(now))
        status.eventsPerSecond = Double(source.pipeline.delivered - lastEvents) * 1e9 / Double(interval)
        status.ownProcessors = Double(OwnCost.processorTime - lastProcessorTime) / Double(interval)
        status.ownBytes = OwnCost.residentBytes
        status.warning = warning
        lastEvents = source.pipeline.delivered
        lastProcessorTime = OwnCost.processorTime
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
