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
    var lastTick: MonotonicTime
    private var lastSettle: MonotonicTime
    var last = IntervalStart()

    /// How often open responses are looked at when every request is wanted the moment it ends.
    private static let promptness: UInt64 = 200_000_000

    init(_ live: Live, _ options: CaptureOptions, _ names: LocalNames) throws {
        self.live = live
        source = try LiveSource(live.filter, options, live.limits, names)
        source.pipeline.keepsRequests = live.output.requests
        lastTick = source.begin
        lastSettle = source.begin
        printer = live.output.printer
    }

    var naming: Naming { source.naming(host: output.hostName) }

    func loop() throws {
        try source.confine()
        last = IntervalStart() // loading is no part of the first interval
        printer.begin("\(source.title) · Ctrl-C ends", naming)
        let end = live.duration.map { source.begin.nanoseconds + $0.nanoseconds } ?? .max
        while !Console.isStopRequested, Clock.now().nanoseconds < end {
            if let step = try source.turn(until: min(lastTick.nanoseconds + output.interval.nanoseconds, end)) {
                Console.say("weir: \(step.text)")
            }
            if output.requests, Clock.now().nanoseconds(since: lastSettle) >= Self.promptness { try settle() }
            printRequests()
            if Clock.now().nanoseconds >= lastTick.nanoseconds + output.interval.nanoseconds { try tick() }
        }
        try finish()
    }

    func settle() throws {
        lastSettle = Clock.now()
        try source.settle()
    }
}
