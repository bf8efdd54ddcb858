import Events

// What is more than one event: processes and threads, and ranges of descriptors.
extension CallRecorder {
    /// Old readers do not know close_range: for them each socket that it has closed, as far as known, is closed by itself.
    func closeEach(_ call: CallEvent, at time: UInt64, _ processor: UInt16) {
        for descriptor in book.closed(by: call) {
            writer.closed(descriptor, .init(time: advance(time), thread: UInt64(call.thread), processor: processor))
            wrote(2)
        }
    }

    func writeProcess(_ record: ProcessRecord, at time: UInt64) {
        let process = record.event.owner.process
        lastThread = 0
        switch record.event.kind {
        case .fork where record.event.thread == process: writeFork(record, at: time)
        case .fork: writeThread(record, at: time)
        case .exec:
            var thread = book.thread(of: record.event, cgroups: cgroups(record.event.owner))
            let environment = environment(record.event.owner)
            if !environment.isEmpty { thread.environment = environment }
            writer.executed(thread, at: time, record.processor)
            wrote(2)
            book.add(thread, record: record.bytes)
        case .exit:
            writer.ended(process, at: time, record.processor)
            wrote()
            book.remove(process)
        }
    }

    /// The parent's side is told in its main thread, unless that is in a call: a pair in a pair would break both.
    private func writeFork(_ record: ProcessRecord, at time: UInt64) {
        let (process, parent) = (record.event.owner.process, record.event.parent)
        let child = book.child(of: record.event, cgroups: cgroups(record.event.owner))
        if let parent = book[parent]?.main, !callers.contains(record.event.parent) {
            writer.cloned(UInt64(process), flags: 0, in: parent, at: time, record.processor)
            wrote(2)
        }
        writer.began(child, flags: 0, at: time, record.processor)
        wrote()
        book.add(child, record: KernelRecord.executed(record.bytes, child) ?? record.bytes)
        book.inherit(process, from: parent)
    }

    private func writeThread(_ record: ProcessRecord, at time: UInt64) {
        let (process, thread) = (record.event.owner.process, UInt64(record.event.thread))
        let main = book[process]?.main ?? book.child(of: record.event, cgroups: cgroups(record.event.owner))
        if book[process] != nil, !callers.contains(process) {
            writer.cloned(thread, flags: ScapWriter.threadFlags, in: main, at: time, record.processor)
            wrote(2)
        }
        writer.began(main.further(thread), flags: ScapWriter.threadFlags, at: time, record.processor)
        wrote()
        book.add(thread: thread, of: process)
    }

    /// Old readers and new show nameless threads otherwise: who calls and was not told of is told of now, as one that has just begun.
    func introduce(_ call: CallEvent, at time: UInt64, _ processor: UInt16) {
        lastThread = call.thread
        if !book.knows(call.process) { introduce(call.process, at: time, processor) }
        let thread = UInt64(call.thread)
        guard let main = book[call.process]?.main, !book.knows(thread: thread, of: call.process) else { return }
        writer.began(main.further(thread), flags: ScapWriter.threadFlags, at: advance(time), processor)
        wrote()
        book.add(thread: thread, of: call.process)
    }

    private func introduce(_ process: ProcessID, at time: UInt64, _ processor: UInt16) {
        guard !missing.contains(process) else { return }
        guard let found = lookUp(process) else {
            if missing.count > 4096 { missing.removeAll() }
            missing.insert(process)
            return
        }
        writer.began(found.thread, flags: 0, at: advance(time), processor)
        wrote()
        book.add(found.thread, record: found.record)
        found.record.withUnsafeBytes { trailer.add(.record, $0) }
        writeHidden()
    }
}
