import Events

// A batch is written: all halves in the order of time.
extension CallRecorder {
    /// Writes what was taken since the last batch. Records behind which no call came go behind a hidden event.
    public func endBatch() {
        halves.sort(by: <)
        for half in halves where !isStopped {
            switch half.kind {
            case .enter: writeEnter(half)
            case .exit: writeExit(half)
            case .process: writeProcess(processes[Int(half.place)], at: advance(half.time))
            }
        }
        if !isStopped {
            gather(upTo: others.count)
            if !trailer.isEmpty { writeHidden() }
        }
        halves.removeAll(keepingCapacity: true)
        processes.removeAll(keepingCapacity: true)
        calls.removeAll()
        others.removeAll()
        othersWritten = 0
        callers.removeAll(keepingCapacity: true)
        moved.removeAll(keepingCapacity: true)
        missesEnters = false
    }

    /// Nanoseconds since 1970, never before the event written last.
    func advance(_ time: UInt64) -> UInt64 {
        lastTime = max(lastTime, wall(time))
        return lastTime
    }

    func wall(_ time: UInt64) -> UInt64 {
        clockOffset >= 0 ? time &+ UInt64(clockOffset) : time &- clockOffset.magnitude
    }

    private func call(at place: UInt32) -> (CallEvent, UInt16)? {
        let record = UnsafeRawBufferPointer(rebasing: calls.bytes[Int(place)...])
        guard case .call(let call) = EventDecoder.decode(record, into: &unused) else { return nil }
        return (call, Self.processor(of: record))
    }

    private func shape(_ call: CallEvent) -> CallShape? { call.isCompat ? nil : CallShape(number: call.number) }

    private func writeEnter(_ half: Half) {
        guard let (call, processor) = call(at: half.place) else { return }
        if !processes.isEmpty { callers.insert(call.thread) }
        if call.thread != lastThread { introduce(call, at: half.time, processor) }
        if wall(half.time) < lastTime { moved.insert(half.place) }
        writer.enter(call, as: shape(call), .init(time: advance(half.time), thread: UInt64(call.thread), processor: processor))
        wrote()
    }

    private func writeExit(_ half: Half) {
        guard let (call, processor) = call(at: half.place) else { return }
        let shape = shape(call)
        if call.thread != lastThread { introduce(call, at: half.time, processor) }
        if !processes.isEmpty { callers.remove(call.thread) }
        if shape == .closeRange { closeEach(call, at: half.time, processor) }
        gather(upTo: Int(half.others))
        if let entered = call.entered, missesEnters || moved.contains(half.place) { trailer.add(.entered, time: entered) }
        let data = UnsafeRawBufferPointer(rebasing: call.payload.prefix(snapLength))
        let path = shape == .accept || shape == .accept4 ? book.listeningPath(call) : ""
        writer.exit(
            call, as: shape, .init(time: advance(half.time), thread: UInt64(call.thread), processor: processor), data: data, path: path,
            trailer: trailer.bytes)
        trailer.removeAll()
        book.observe(call, as: shape)
        wrote()
    }
}
