internal import CEvents

/// What one record turned out to be. Small enough for registers: what is rare is in a box.
public enum DecodedEvent {
    /// The event is in the place that the caller gave; its payload lies inside the record.
    case connection(payload: UnsafeRawBufferPointer)
    indirect case process(ProcessEvent)
    indirect case cgroup(CgroupEvent)
    case call(CallEvent)
    /// Too short, of an unknown kind, or with a value out of range. Counted by the caller, never fatal.
    case malformed
}

/// Turns the kernel's records into events: the border at which lengths and ranges are checked, once.
///
/// Source: `bpf/wire/events.h`. Stateless; any thread.
public enum EventDecoder {
    /// Decodes `record`. A connection event is written into `event`, so that the hot path moves no 200-byte value through an enum.
    ///
    /// - Parameters:
    ///   - record: one whole record, aligned to 8 bytes, valid during the call and for as long as the payload is used.
    ///   - event: overwritten when the result is `.connection`, else untouched.
    public static func decode(_ record: UnsafeRawBufferPointer, into event: inout ConnectionEvent) -> DecodedEvent {
        guard record.count >= MemoryLayout<weir_header>.size else { return .malformed }
        let kind = record.load(fromByteOffset: 12, as: UInt16.self)
        switch Int32(kind) {
        case WEIR_OPEN, WEIR_MESSAGE, WEIR_CLOSE, WEIR_SNAPSHOT: return connection(record, into: &event)
        case WEIR_EXEC, WEIR_EXIT, WEIR_FORK: return process(record)
        case WEIR_CGROUP_MKDIR, WEIR_CGROUP_RMDIR: return cgroup(record)
        case WEIR_CALL: return call(record)
        default: return .malformed
        }
    }

    private static func connection(
        _ record: UnsafeRawBufferPointer, into event: inout ConnectionEvent
    ) -> DecodedEvent {
        let size = MemoryLayout<weir_connection>.size
        guard record.count >= size, let base = record.baseAddress else { return .malformed }
        let wire = base.assumingMemoryBound(to: weir_connection.self)
        let payloadLength = Int(wire.pointee.payload_length)
        guard payloadLength <= Int(WEIR_MAX_PAYLOAD), size + payloadLength <= record.count,
            event.read(wire)
        else { return .malformed }
        return .connection(payload: UnsafeRawBufferPointer(rebasing: record[size..<(size + payloadLength)]))
    }

    private static func call(_ record: UnsafeRawBufferPointer) -> DecodedEvent {
        let size = MemoryLayout<weir_call>.size
        guard record.count >= size, let base = record.baseAddress else { return .malformed }
        let length = Int(base.assumingMemoryBound(to: weir_call.self).pointee.payload_length)
        guard length <= Int(WEIR_MAX_PAYLOAD), size + length <= record.count else { return .malformed }
        return .call(CallEvent(record, at: base, payloadLength: length))
    }

    private static func process(_ record: UnsafeRawBufferPointer) -> DecodedEvent {
        let size = MemoryLayout<weir_process>.size
        guard record.count >= size else { return .malformed }
        let wire = record.loadUnaligned(as: weir_process.self)
        let length = Int(wire.arguments_length)
        guard length <= Int(WEIR_MAX_ARGUMENTS), size + length <= record.count else { return .malformed }
        return .process(ProcessEvent(wire, arguments: record[size..<(size + length)]))
    }

    private static func cgroup(_ record: UnsafeRawBufferPointer) -> DecodedEvent {
        let size = MemoryLayout<weir_cgroup>.size
        guard record.count >= size else { return .malformed }
        let wire = record.loadUnaligned(as: weir_cgroup.self)
        let length = Int(wire.path_length)
        guard length <= Int(WEIR_MAX_PATH), size + length <= record.count else { return .malformed }
        return .cgroup(CgroupEvent(wire, path: String(decoding: record[size..<(size + length)], as: UTF8.self)))
    }
}
