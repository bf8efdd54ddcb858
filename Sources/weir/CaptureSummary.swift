import Events
import Export
import Recording
import Terminal
import Workloads

/// `weir replay --summary`: what is in a capture, whatever it says about traffic.
final class CaptureSummary: ReplaySink {
    private let command: ReplayCommand
    private var containers: [String: ContainerUpdate] = [:]

    init(_ command: ReplayCommand) { self.command = command }

    /// Returns false when a capture was damaged.
    func run() throws -> Bool {
        var isWhole = true
        for file in command.files where !Console.isStopRequested {
            containers = [:]
            let reader: ScapReader
            do throws(ScapError) { reader = try ScapReader(path: file, isStopped: { Console.isStopRequested }) } catch { throw Failure(message: "\(file): \(error)") }
            var replay = CaptureReplay(self) { _, _ in .max }
            var damage: ScapError?
            do throws(ScapError) { try replay.read(reader) } catch { damage = error }
            replay.finish()
            let facts = CaptureReport(file: file, facts: replay.facts, counts: reader.counts, containers: containers, damage: damage)
            Console.write(command.output.json ? facts.json + "\n" : facts.text)
            if let damage { Console.say("weir: \(file): \(damage); everything before it is told") }
            isWhole = isWhole && damage == nil
        }
        return isWhole
    }

    func take(_ name: CapturedName) {
        guard case .container(let json, let isOwn) = name, let update = isOwn ? ContainerUpdate(captured: json) : ContainerUpdate(sysdig: json) else { return }
        containers[update.id] = update
    }

    func take(_ event: ConnectionEvent, payload: UnsafeRawBufferPointer) {}
    func take(_ process: ProcessEvent) {}
    func take(_ cgroup: CgroupEvent) {}
    func take(record: UnsafeRawBufferPointer) {}
    func settle(at time: MonotonicTime) {}
    func take(_ gap: RecordGap) {}
    func take(_ counters: TrailerCounters) {}
    func begin(_ section: CapturedSection) {}
}
