internal import CCapture
public import Events

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The live source: the loaded programs, their rings, and what the kernel counted. Ends, detaching everything, when it goes.
///
/// One thread makes it and uses it. It cannot be copied, so nothing is detached twice.
public struct LiveCapture: ~Copyable {
    private let handle: Handle
    private var capture: OpaquePointer { handle.pointer }

    // A class: a private noncopyable struct here gives Swift 6.3.1 a missing symbol at link time.
    private final class Handle {
        let pointer: OpaquePointer
        init(pointer: OpaquePointer) { self.pointer = pointer }
        deinit { weir_capture_close(pointer) }
    }

    /// Loads and attaches.
    ///
    /// - Parameter cgroups: what to watch when `options` says to filter by cgroup. Asked for once the kernel reports every new cgroup, so
    ///   that none falls between listing and watching.
    /// - Throws: `CaptureError`; nothing stays attached then.
    public init(
        _ options: CaptureOptions, processors: Int, cgroups: () -> [CgroupID]
    ) throws(CaptureError) {
        let missing = KernelSupport.missing
        if !missing.isEmpty, KernelSupport.loadingRefused == nil || !KernelSupport.hasBTF {
            throw .unsupported(missing)
        }
        let opened = try Self.open(options, processors: processors)
        try Self.check(weir_capture_attach_cgroups(opened.pointer), "follow cgroups")
        try Self.watch(opened.pointer, cgroups())
        for process in options.processes ?? [] {
            guard weir_capture_watch_process(opened.pointer, process) == 0 else { throw .filterFull(limit: 65536) }
        }
        try Self.check(weir_capture_attach(opened.pointer), "attach the programs")
        handle = opened
        weir_kernel_forget() // megabytes of type information, no longer needed
    }

    private static func open(_ options: CaptureOptions, processors: Int) throws(CaptureError) -> Handle {
        var settings = weir_options()
        settings.payload_limit = UInt32(options.payload)
        settings.ring_count = UInt32(CaptureOptions.ringCount(processors: processors))
        settings.ring_bytes = UInt32(CaptureOptions.ringBytes(processors: processors))
        settings.filter_cgroups = options.filtersCgroups
        settings.filter_processes = options.processes != nil
        var opened: OpaquePointer?
        try check(weir_capture_open(&settings, &opened), "load the programs")
        guard let opened else { throw .failed(step: "load the programs", errno: 0, detail: "") }
        return Handle(pointer: opened)
    }

    private static func watch(_ capture: OpaquePointer, _ cgroups: [CgroupID]) throws(CaptureError) {
        for cgroup in cgroups where weir_capture_watch_cgroup(capture, cgroup.id, cgroup.hierarchy) != 0 {
            throw .filterFull(limit: 65536)
        }
    }

    /// Sleeps until there is much to read or the time is over. A signal ends the sleep too.
    public func wait(milliseconds: Int) { _ = weir_capture_wait(capture, Int32(milliseconds)) }

    /// Asks the kernel for totals of messages under way; they come with the next `read`.
    public func snapshot() throws(CaptureError) {
        try Self.check(weir_capture_snapshot(capture), "read totals")
    }

    /// Hands over every record up to the horizon, oldest first over all processors. The buffer is valid during the call of `take`.
    ///
    /// - Parameter horizon: records newer than this wait for the next call, since an older one may still be on its way from another
    ///   processor.
    public func read(upTo horizon: MonotonicTime, _ take: (UnsafeRawBufferPointer) -> Void) {
        weir_capture_refresh(capture, horizon.nanoseconds)
        var size = 0
        while let record = weir_capture_next(capture, &size) {
            take(UnsafeRawBufferPointer(start: record, count: size))
        }
    }

    public var counters: CaptureCounters {
        var sum = weir_counters()
        weir_capture_counters(capture, &sum)
        return CaptureCounters(
            produced: sum.produced, lostRingFull: sum.lost_ring, lostEnds: sum.lost_ends,
            lostStorageFull: sum.lost_storage, deferred: sum.deferred,
            unreadPayloads: sum.unread, skippedRuns: weir_capture_missed(capture))
    }

    private static func check(_ result: Int32, _ step: String) throws(CaptureError) {
        guard result != 0 else { return }
        // The verifier says EACCES too: it is no question of permission when a trivial program is let in.
        if -result == EACCES || -result == EINVAL, KernelSupport.loadingRefused == nil {
            throw .rejected(detail: String(cString: weir_capture_failure()))
        }
        throw .failed(step: step, errno: -result, detail: String(cString: weir_capture_failure()))
    }
}

/// What the kernel side counted. `produced` = delivered + `lostRingFull`, to the unit, once all is read.
public struct CaptureCounters: Sendable, Equatable {
    /// Records that were due.
    public var produced: UInt64 = 0
    /// Records for which the ring had no room. Their news came with a later record; only their times are gone.
    public var lostRingFull: UInt64 = 0
    /// Of `lostRingFull`: last words of connections for which no map had room either. What they had to tell is in no sum.
    public var lostEnds: UInt64 = 0
    /// Operations that were not counted at all: no memory for the state of their connection.
    public var lostStorageFull: UInt64 = 0
    /// Last words of connections that came late, by way of a map.
    public var deferred: UInt64 = 0
    /// Messages whose beginning was wanted and could not be read.
    public var unreadPayloads: UInt64 = 0
    /// Program runs that the kernel skipped because the same program was already running on that processor.
    public var skippedRuns: UInt64 = 0

    public init(
        produced: UInt64 = 0, lostRingFull: UInt64 = 0, lostEnds: UInt64 = 0, lostStorageFull: UInt64 = 0, deferred: UInt64 = 0,
        unreadPayloads: UInt64 = 0, skippedRuns: UInt64 = 0
    ) {
        self.produced = produced
        self.lostRingFull = lostRingFull
        self.lostEnds = lostEnds
        self.lostStorageFull = lostStorageFull
        self.deferred = deferred
        self.unreadPayloads = unreadPayloads
        self.skippedRuns = skippedRuns
    }
}
