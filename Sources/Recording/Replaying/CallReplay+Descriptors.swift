import Events

// Descriptors get another meaning.
extension CallReplay {
    mutating func close(_ event: ScapEvent, _ shape: ReplayShape) {
        let (thread, isPaired) = exit(event)
        guard thread >= 0, let result = event.number(0) else { return }
        let badDescriptor: Int64 = -9 // all other failures close it too (close(2))
        guard result != badDescriptor else { return }
        let descriptor = descriptor(event, shape, thread, isPaired)
        set(descriptor, -1, in: processes[threads[thread].process].table)
    }

    mutating func closeRange(_ event: ScapEvent) {
        let (thread, _) = exit(event)
        let onlyAtExec: Int64 = 4 // CLOSE_RANGE_CLOEXEC
        guard thread >= 0, event.number(0) == 0, event.number(3).map({ $0 & onlyAtExec == 0 }) ?? true else { return }
        let first = event.number(1).map { $0 & 0xffff_ffff } ?? 0, last = event.number(2).map { $0 & 0xffff_ffff } ?? -1
        let table = processes[threads[thread].process].table
        for descriptor in tables[table].open(from: first, through: last) { set(descriptor, -1, in: table) }
    }

    mutating func duplicate(_ event: ScapEvent, _ shape: ReplayShape) {
        let (thread, isPaired) = exit(event)
        guard thread >= 0, let result = event.number(0), result >= 0 else { return }
        double(descriptor(event, shape, thread, isPaired), as: result, threads[thread].process)
    }

    /// fcntl: F_DUPFD 1 and F_DUPFD_CLOEXEC 26 in the format's numbers.
    mutating func control(_ event: ScapEvent, _ shape: ReplayShape) {
        let (thread, isPaired) = exit(event)
        guard thread >= 0, let result = event.number(0), result >= 0 else { return }
        let command = isPaired ? threads[thread].second : event.number(2) ?? 0
        guard command == 1 || command == 26 else { return }
        double(descriptor(event, shape, thread, isPaired), as: result, threads[thread].process)
    }

    private mutating func double(_ old: Int64, as new: Int64, _ process: Int32) {
        guard old != new else { return }
        let table = processes[process].table
        set(new, tables[table][old], in: table)
    }

    /// A new file, pipe or the like: what its number meant before was closed unseen.
    mutating func replace(_ event: ScapEvent, _ descriptor: Int64?) {
        let (thread, _) = exit(event)
        guard thread >= 0, let descriptor, descriptor >= 0 else { return }
        let table = processes[threads[thread].process].table
        if tables[table][descriptor] >= 0 { set(descriptor, -1, in: table) }
    }

    mutating func replacePair(_ event: ScapEvent) {
        guard event.number(0) == 0 else { return replace(event, nil) }
        replace(event, event.number(1))
        replace(event, event.number(2))
    }
}
