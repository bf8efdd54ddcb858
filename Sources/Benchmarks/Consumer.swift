import CEvents
import Events
import Glibc
import Traffic

/// What is measured: records in, decoded and tracked, as the pipeline of weir does it.
struct Consumer: ~Copyable {
    private final class Names: WorkloadNaming {
        func identify(_ owner: Owner) -> WorkloadID { WorkloadID(index: owner.process) }
    }

    private var tracker: FlowTracker

    init(sockets: Int) {
        var limits = FlowTracker.Limits()
        limits.connections = max(limits.connections, sockets + 1)
        tracker = FlowTracker(naming: Names(), limits: limits)
    }

    mutating func take(_ records: UnsafeRawBufferPointer) {
        var event = ConnectionEvent()
        var offset = 0
        while offset < records.count {
            let wire = (records.baseAddress! + offset).assumingMemoryBound(to: weir_connection.self)
            let size = MemoryLayout<weir_connection>.size + Int(wire.pointee.payload_length)
            let record = UnsafeRawBufferPointer(rebasing: records[offset..<(offset + size)])
            switch EventDecoder.decode(record, into: &event) {
            case .connection(let payload): tracker.handle(event, payload: payload)
            default: fatalError("a record of this program is not one of the kernel's")
            }
            offset += (size + 7) & ~7
        }
    }

    /// Opens every connection and lets each have a request or more, so that all flows and tables are there.
    mutating func warmUp(_ kernel: inout Kernel, _ pattern: Pattern) {
        while kernel.fillWithOpens() { take(kernel.records) }
        var events = 0
        while events < pattern.sockets * 6 {
            kernel.fill()
            take(kernel.records)
            events += kernel.events
        }
        tick(at: kernel.clock)
        precondition(tracker.connectionCount == pattern.sockets && tracker.summary().evicted == 0)
    }

    /// The end of an interval. Returns how many flows did something.
    @discardableResult
    mutating func tick(at nanoseconds: UInt64) -> Int {
        tracker.settle(at: MonotonicTime(nanoseconds: nanoseconds))
        return tracker.report().count
    }
}

/// CLOCK_MONOTONIC in nanoseconds.
func clockNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
