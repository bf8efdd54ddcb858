import Events

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

extension MonotonicTime {
    /// From what procfs tells, which counts the time asleep too.
    init(sinceBoot nanoseconds: UInt64) {
        var boot = timespec()
        var monotonic = timespec()
        clock_gettime(CLOCK_BOOTTIME, &boot)
        clock_gettime(CLOCK_MONOTONIC, &monotonic)
        let seconds = Int64(boot.tv_sec) - Int64(monotonic.tv_sec)
        let asleep = UInt64(clamping: seconds * 1_000_000_000 + Int64(boot.tv_nsec) - Int64(monotonic.tv_nsec))
        self.init(nanoseconds: nanoseconds > asleep ? nanoseconds - asleep : 0)
    }
}
