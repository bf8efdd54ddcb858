import Capture
import Events
import Export
import Privilege

/// One run of `weir events`: records out of the kernel, lines onto the output.
final class EventsRun {
    private let command: EventsCommand
    private let capture: LiveCapture
    private let clock = Clock.wall()
    private let begin = Clock.now()
    private var event = ConnectionEvent()
    private var printed = 0

    /// As in `weir live`: an older record may be on its way from another processor.
    private static let holdBack: UInt64 = 2_000_000

    init(_ command: EventsCommand, _ options: CaptureOptions, _ names: LocalNames) throws {
        self.command = command
        var watched = CgroupFilter()
        capture = try LiveCapture.start(options, filter: command.filter, names, watched: &watched)
        if let fallback = capture.fallback { Console.say("weir: \(Failure.fallback(fallback))") }
    }

    func loop() throws {
        try Privilege.confineCapture()
        Console.say("weir: capturing by the \(capture.backend) backend; Ctrl-C ends")
        let end = command.duration.map { begin.nanoseconds + $0.nanoseconds } ?? .max
        while !Console.isStopRequested, Clock.now().nanoseconds < end, printed < command.limit ?? .max {
            capture.wait(milliseconds: 50)
            read(upTo: Clock.now().nanoseconds - Self.holdBack)
        }
        capture.detach()
        do throws(CaptureError) { try capture.snapshot() } catch { throw Failure(error) }
        read(upTo: .max)
        Console.say("weir: \(printed) events printed, \(capture.counters.lost) lost")
    }

    private func read(upTo nanoseconds: UInt64) {
        var text = ""
        capture.read(upTo: MonotonicTime(nanoseconds: nanoseconds)) { record in
            guard printed < command.limit ?? .max else { return }
            printed += 1
            let fields = fields(record)
            text += (command.json ? fields.json : fields.text) + "\n"
            if text.utf8.count > 1 << 16 {
                Console.write(text)
                text = ""
            }
        }
        if !text.isEmpty { Console.write(text) }
    }

    private func fields(_ record: UnsafeRawBufferPointer) -> EventFields {
        switch EventDecoder.decode(record, into: &event) {
        case .connection(let payload): EventFields(event, payload, clock)
        case .process(let process): EventFields(process, clock)
        case .cgroup(let cgroup): EventFields(cgroup, clock)
        case .call(let call): EventFields(call, clock)
        case .malformed: EventFields("malformed", at: nil, clock)
        }
    }
}
