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

    /// The backend that it came to.
    public let backend: Backend
    /// Why it is not the socket backend, where nobody asked for another.
    public let fallback: CaptureError?

    /// Loads and attaches.
    ///
    /// - Parameter cgroups: what to watch when `options` says to filter by cgroup. Asked for once the kernel reports every new cgroup, so
    ///   that none falls between listing and watching.
    /// - Throws: `CaptureError`; nothing stays attached then.
    public init(
        _ options: CaptureOptions, processors: Int, cgroups: () -> CgroupFilter
    ) throws(CaptureError) {
        let (opened, backend, fallback) = try Self.open(options, processors: processors)
        try Self.check(weir_capture_attach_cgroups(opened.pointer), "follow cgroups")
        try Self.watch(opened.pointer, cgroups())
        for process in options.processes ?? [] {
            guard weir_capture_watch_process(opened.pointer, process) == 0 else { throw .filterFull(limit: 65536) }
        }
        try Self.check(weir_capture_attach(opened.pointer), "attach the programs")
        handle = opened
        self.backend = backend
        self.fallback = fallback
        weir_kernel_forget() // megabytes of type information, no longer needed
    }

    /// The backend that is asked for, or that alone can tell what is asked for; else the socket backend, and where the kernel has not what that needs, the other.
    private static func open(
        _ options: CaptureOptions, processors: Int
    ) throws(CaptureError) -> (Handle, Backend, CaptureError?) {
        if let backend = options.tellsCalls ? .syscall : options.backend { return (try open(backend, options, processors), backend, nil) }
        do throws(CaptureError) {
            return (try open(.socket, options, processors), .socket, nil)
        } catch {
            guard error.isOfThisKernel, KernelSupport.hasBTF else { throw error }
            return (try open(.syscall, options, processors), .syscall, error)
        }
    }

    private static func open(_ backend: Backend, _ options: CaptureOptions, _ processors: Int) throws(CaptureError) -> Handle {
        let missing = KernelSupport.missing(backend)
        if !missing.isEmpty, KernelSupport.loadingRefused == nil || !KernelSupport.hasBTF {
            throw .unsupported(backend, missing)
        }
        var settings = weir_options()
        settings.backend = backend == .socket ? WEIR_BACKEND_SOCKET : WEIR_BACKEND_SYSCALL
        settings.tell_calls = options.tellsCalls
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

    private static func watch(_ capture: OpaquePointer, _ filter: CgroupFilter) throws(CaptureError) {
        for cgroup in filter.cgroups where weir_capture_watch_cgroup(capture, cgroup.id, cgroup.hierarchy) != 0 {
            throw .filterFull(limit: 65536)
        }
        for place in filter.places {
            let result = weir_capture_watch_place(capture, place.hierarchy, place.path)
            // One with so long a path is watched as it is, not when it is made again.
            guard result == 0 || result == -ENAMETOOLONG else { throw .filterFull(limit: 16384) }
        }
    }

    /// Looks at these too from now on.
    public func watch(_ filter: CgroupFilter) throws(CaptureError) {
        try Self.watch(capture, filter)
        weir_capture_refilter(capture)
    }

    /// From now on.
    public func tell(_ detail: Detail) { weir_capture_set_detail(capture, detail.rawValue) }

    /// Sleeps until there is much to read or the time is over. A signal ends the sleep too.
    public func wait(milliseconds: Int) { _ = weir_capture_wait(capture, Int32(milliseconds)) }

    /// Lets the memory that loading takes for a moment go back to the system. Before there are threads.
    public static func keepMemorySmall() { weir_memory_keep_small() }

    /// Nothing more happens from here on. What the kernel holds can still be read, and the counters stay.
    public func detach() { weir_capture_detach(capture) }

    /// Asks the kernel for totals of messages under way; they come with the next `read`.
    ///
    /// - Parameter reconciling: also for what TCP itself counted, of every connection where that is not what was counted here.
    public func snapshot(reconciling: Bool = false) throws(CaptureError) {
        try Self.check(weir_capture_snapshot(capture, reconciling), "read totals")
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
            produced: sum.attempts + sum.iterated, lostRingFull: sum.lost_ring, lostEnds: sum.lost_ends,
            lostStorageFull: sum.lost_storage, deferred: sum.deferred, lostDescriptors: sum.unaddressed,
            unreadPayloads: sum.unread, compatCalls: sum.compat, skippedRuns: weir_capture_missed(capture))
    }

    /// How many records each processor has tried to hand over, modulo 2^32, as they number them.
    public var attempts: [UInt32] { (0..<WEIR_MAX_CPUS).map { weir_capture_attempts(capture, $0) } }

    private static func check(_ result: Int32, _ step: String) throws(CaptureError) {
        guard result != 0 else { return }
        // The verifier says EACCES too: it is no question of permission when a trivial program is let in.
        if -result == EACCES || -result == EINVAL, KernelSupport.loadingRefused == nil {
            throw .rejected(detail: String(cString: weir_capture_failure()))
        }
        throw .failed(step: step, errno: -result, detail: String(cString: weir_capture_failure()))
    }
}
