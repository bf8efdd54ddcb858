import Events
import Export
import Top
import Traffic

/// `weir top` of captures: as it happened, at its own pace.
struct TopCaptured: TopSource {
    let command: TopCommand

    func show() async throws {
        for file in command.files { try CaptureOrder.check(file) }
        let mailbox = TopMailbox()
        let replay = try TopReplay(command, mailbox)
        let replaying = Task { try await CaptureThread.run(replay) { try $0.run() } }
        let screen = try command.screen()
        defer { screen.close() }
        try await CaptureThread.run(screen) { $0.run(mailbox) }
        Console.requestStop()
        try await replaying.value
    }
}

/// Posts each interval of a replay.
private final class TopReplay: FlowOutput {
    private let mailbox: TopMailbox
    private let topology = CapturedTopology()
    private let plan: ReplayPlan
    private var clock = ""

    init(_ command: TopCommand, _ mailbox: TopMailbox) throws {
        self.mailbox = mailbox
        var plan = ReplayPlan(files: command.files)
        plan.filter = ReplayFilter(command.filter)
        plan.ports = Set(command.filter.port)
        plan.interval = command.interval.nanoseconds
        plan.hostName = command.hostName
        plan.speed = 1
        plan.keepsRequests = true
        self.plan = plan
        topology.onInterval = { [unowned self] in post([$0], warning: nil) }
    }

    func run() throws {
        let isWhole = try ReplayRun(plan, self).run()
        guard !topology.reports.isEmpty else { return mailbox.say("the capture holds no connection") }
        post(Array(topology.reports.values), warning: isWhole ? "the capture is over: this is all of it" : "the capture is damaged from here on: this is what was good")
    }

    private func post(_ reports: [HostReport], warning: String?) {
        var status = TopStatus(source: plan.files.joined(separator: ", "), clock: clock)
        status.warning = warning
        mailbox.post(TopologyGraph(TopologyView(reports)), status)
    }

    func begin(_ source: String, _ naming: Naming) {}

    func flows(_ reports: [FlowReport], _ facts: IntervalFacts, _ naming: Naming) {
        clock = naming.clock.clock(facts.time)
        topology.flows(reports, facts, naming)
    }

    func requests(_ requests: [Request], _ naming: Naming) { mailbox.post(requests.map { TopRequest($0, naming) }) }
    func end(_ summary: Summary, _ naming: Naming) {}
}
