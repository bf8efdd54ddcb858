import Events
import Export
import Recording
import Terminal
import Workloads

/// The facts of a capture, for people and programs.
struct CaptureReport {
    var file: String
    var facts: CaptureFacts
    var counts: ScapCounts
    var containers: [String: ContainerUpdate]
    var damage: ScapError?

    private var host: String? { facts.origin?.host ?? facts.machine?.hostName }
    private var duration: UInt64 { facts.lastTime - min(facts.firstTime, facts.lastTime) }

    /// Most first.
    private var types: [(name: String, count: UInt64)] {
        let named = facts.eventsByType.indices.filter { facts.eventsByType[$0] > 0 }.map { number in
            let type = ScapSchema.type(UInt16(number))
            let half = type.map { $0.isSingle ? "" : $0.isExit ? "<" : ">" } ?? ""
            return (name: half + (type?.name ?? "type \(number)"), count: facts.eventsByType[number])
        }
        return named.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }

    private func time(_ nanoseconds: UInt64) -> String {
        WallClock(offset: 0).timestamp(MonotonicTime(nanoseconds: nanoseconds))
    }

    private var maker: String {
        guard let origin = facts.origin else { return "another program" }
        return "weir, \(origin.backend ?? "syscall") backend" + (origin.filters.isEmpty ? "" : ", only " + origin.filters.joined(separator: ", "))
    }

    var text: String {
        var rows: [(String, String)] = [("file", file), ("made by", maker)]
        if let host { rows.append(("host", host)) }
        if let kernel = facts.origin?.kernel { rows.append(("kernel", kernel)) }
        if let machine = facts.machine {
            rows.append(("machine", "\(machine.processors) processors, \(Quantity.size(machine.memoryBytes)) of memory"))
        }
        if counts.events > 0 {
            rows.append(("time", "\(time(facts.firstTime)) to \(time(facts.lastTime)), \(Quantity.duration(duration))"))
        }
        rows.append(("size", "\(counts.bytes) bytes unpacked, \(counts.blocks) blocks, \(counts.sections) sections"))
        rows.append(("at the start", "\(facts.processes) processes, \(facts.threads) threads, \(facts.descriptors) descriptors, \(facts.interfaces.count) addresses, \(facts.users) users"))
        rows.append(("containers", containers.isEmpty ? "none" : containers.values.map { "\($0.name ?? $0.id) (\($0.image ?? $0.runtime))" }.sorted().joined(separator: ", ")))
        rows.append(("events", "\(counts.events)"))
        for (name, count) in types { rows.append(("", "\(Text.padded("\(count)", to: 12, .right))  \(name)")) }
        rows.append(("lost", facts.counters.map { "\($0.kernel.lost) of \($0.kernel.produced) records" } ?? "not told by this capture"))
        if counts.malformed > 0 || counts.unknownBlocks > 0 {
            rows.append(("passed over", "\(counts.malformed) malformed, \(counts.unknownBlocks) blocks of unknown kinds"))
        }
        if let damage { rows.append(("damaged", "\(damage)")) }
        return rows.map { "\(Text.padded($0.0, to: 14))\(Text.printable($0.1))\n" }.joined()
    }

    var json: String {
        var line = JSONLine(type: "capture")
        line.add("file", file)
        line.add("made_by", facts.origin == nil ? nil : "weir")
        line.add("host", host)
        line.add("kernel", facts.origin?.kernel)
        line.add("processors", facts.machine?.processors)
        line.add("memory_bytes", facts.machine?.memoryBytes)
        if counts.events > 0 {
            line.add("from", time(facts.firstTime))
            line.add("until", time(facts.lastTime))
            line.add(seconds: "duration", nanoseconds: duration)
        }
        line.add("bytes", counts.bytes)
        line.add("blocks", counts.blocks)
        line.add("sections", counts.sections)
        line.add("processes", facts.processes)
        line.add("threads", facts.threads)
        line.add("descriptors", facts.descriptors)
        line.add("containers", containers.values.map { $0.name ?? $0.id }.sorted())
        line.add("events", counts.events)
        line.object("events_by_type") { for (name, count) in types { $0.add(name, count) } }
        line.add("produced", facts.counters?.kernel.produced)
        line.add("lost", facts.counters?.kernel.lost)
        line.add("malformed", counts.malformed)
        line.add("unknown_blocks", counts.unknownBlocks)
        line.add("damage", damage.map { "\($0)" })
        return line.line
    }
}
