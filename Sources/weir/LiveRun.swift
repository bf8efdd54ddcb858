import Capture
import Events
import Export
import Traffic

/// One run of `weir live`: what is printed of a live source, and when.
final class LiveRun {
    private let live: Live
    var output: OutputOptions { live.output }
    let source: LiveSource
    let printer: any FlowOutput
    var steps: LiveSteps
    var last = IntervalStart()

    init(_ live: Live, _ options: CaptureOptions, _ names: LocalNames) throws {
        self.live = live
        source = try LiveSource(live.filter, options, live.limits, names)
        source.pipeline.keepsRequests = live.output.requests
        steps = LiveSteps(from: source.begin, length: live.output.interval.nanoseconds)
        printer = live.output.printer
    }

    var naming: Naming { source.naming(host: output.hostName) }

    func loop() throws {
        try source.confine()
        steps.forgetLoading()
        printer.begin("\(source.title) · Ctrl-C ends", naming)
        let end = live.duration.map { source.begin.nanoseconds + $0.nanoseconds } ?? .max
        while !Console.isStopRequested, Clock.now().nanoseconds < end {
            if let step = try source.turn(until: min(steps.next, end)) { Console.say("weir: \(step.text)") }
            if output.requests { try steps.settlePromptly(source) }
            printRequests()
            if Clock.now().nanoseconds >= steps.next { try tick() }
        }
        try finish()
    }
}
