import Capture
import Events
import Export
import Metrics
import Traffic

/// One run of `weir daemon`: a live source, and at each step's end what it tells goes to history, metrics and streams. One thread.
final class DaemonRun {
    let parts: DaemonParts
    let exporter: OTLPExporter?
    let source: LiveSource
    let service: ServiceManager
    var reporter: LiveReporter
    var host: String { reporter.host }
    var steps: LiveSteps
    private let command: DaemonCommand

    init(_ command: DaemonCommand, _ parts: DaemonParts, _ exporter: OTLPExporter?, _ names: LocalNames, _ service: ServiceManager) throws {
        self.command = command
        self.parts = parts
        self.exporter = exporter
        self.service = service
        reporter = LiveReporter(host: names.configuration.hostName ?? Host.name)
        source = try LiveSource(command.filter, command.capturing.options(command.filter), command.limits, names)
        source.pipeline.tracker.keepsLinks = true
        steps = LiveSteps(from: source.begin, length: parts.settings.interval, first: LiveSteps.shortFirst)
    }

    var naming: Naming { source.naming(host: host) }

    func loop() throws {
        try source.confine()
        steps.forgetLoading()
        parts.log.notice("capturing", metadata: ["kernel": "\(Host.kernel)", "backend": "\(source.capture.backend)", "host": "\(host)"])
        service.ready("\(source.title), host \(host)")
        while !Console.isStopRequested {
            if let restraint = try source.turn(until: steps.next) { parts.log.warning("\(restraint.text)") }
            let now = Clock.now()
            reporter.sample(source, at: now)
            try followRequests()
            if now.nanoseconds >= steps.next { try tick() }
            service.live(at: now.nanoseconds)
            if Console.takeReload() { reload() }
        }
        parts.log.notice("stopping")
        let now = try source.finish()
        publishRequests()
        publish(source.pipeline.tracker.report(), at: now)
    }

    /// Requests are kept only while somebody watches them.
    private func followRequests() throws {
        let isWatched = exporter != nil && parts.settings.otlpSendsSpans || parts.hub.names.contains { $0 != StreamName.flows }
        source.pipeline.keepsRequests = isWatched
        guard isWatched else { return }
        try steps.settlePromptly(source)
        publishRequests()
    }

    private func tick() throws {
        try source.settle()
        let now = Clock.now()
        publish(source.pipeline.tracker.report(), at: now)
        source.pipeline.forgetNames()
    }

    /// Settings that can change while it runs: where names come from.
    private func reload() {
        service.reloading(at: Clock.now().nanoseconds)
        do throws(Failure) {
            source.names.reload(try command.names.configuration())
            parts.log.notice("settings read again: names and clusters follow them; other changes take a restart")
        } catch {
            parts.log.error("settings stay as they were: \(error.message)")
        }
        service.ready("\(source.title), host \(host)")
    }
}
