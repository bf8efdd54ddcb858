import Events
import CEvents

// Records that travel behind events.
extension CallRecorder {
    /// Keeps a record for the next trailer, without what lies unused behind it and without data beyond what is to be kept.
    func keep(_ record: UnsafeRawBufferPointer) {
        let size = record.count
        switch Int32(record.load(fromByteOffset: 12, as: UInt16.self)) {
        case WEIR_OPEN, WEIR_MESSAGE, WEIR_CLOSE, WEIR_SNAPSHOT: keepConnection(record)
        case WEIR_FORK, WEIR_EXEC, WEIR_EXIT:
            let fixed = MemoryLayout<weir_process>.size
            guard size >= fixed else { return refuse() }
            let length = Int(record.loadUnaligned(as: weir_process.self).arguments_length)
            keep(record, length: min(size, fixed + min(length, Int(WEIR_MAX_ARGUMENTS))))
        case WEIR_CGROUP_MKDIR, WEIR_CGROUP_RMDIR:
            let fixed = MemoryLayout<weir_cgroup>.size
            guard size >= fixed else { return refuse() }
            let length = Int(record.loadUnaligned(as: weir_cgroup.self).path_length)
            keep(record, length: min(size, fixed + min(length, Int(WEIR_MAX_PATH))))
        default: refuse()
        }
    }

    private func refuse() { counts.malformed += 1 }

    /// The path of a unix socket is a name and stays; what a message says is cut as data is.
    private func keepConnection(_ record: UnsafeRawBufferPointer) {
        let fixed = MemoryLayout<weir_connection>.size
        guard record.count >= fixed, let base = record.baseAddress else { return refuse() }
        let wire = base.assumingMemoryBound(to: weir_connection.self)
        let length = min(Int(wire.pointee.payload_length), record.count - fixed)
        let kept = Int32(wire.pointee.header.kind) == WEIR_OPEN ? length : min(length, snapLength)
        keep(record, length: fixed + kept)
        let field = MemoryLayout<weir_connection>.offset(of: \.payload_length) ?? 0
        others.set(UInt16(truncatingIfNeeded: kept), at: others.count - fixed - kept + field)
    }

    private func keep(_ record: UnsafeRawBufferPointer, length: Int) {
        others.append(Trailer.Kind.record.rawValue)
        others.append(UInt32(truncatingIfNeeded: length))
        others.append(UnsafeRawBufferPointer(rebasing: record[..<length]))
    }

    /// Moves the records that came before `end` into the trailer. What does not fit behind one event goes behind hidden ones before it.
    func gather(upTo end: Int) {
        while othersWritten < end {
            let size = 8 + Int(others.bytes.loadUnaligned(fromByteOffset: othersWritten + 4, as: UInt32.self))
            if trailer.count + size > TrailerBytes.most { writeHidden() }
            trailer.add(entries: UnsafeRawBufferPointer(rebasing: others.bytes[othersWritten..<(othersWritten + size)]))
            othersWritten += size
        }
    }

    /// An event that nobody sees, with the trailer behind it.
    func writeHidden() {
        writer.notification("weir", "", .init(time: lastTime, thread: 0, isHidden: true), trailer: trailer.bytes)
        trailer.removeAll()
    }
}
