import Events
import Export

#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The clocks of this host. The pipeline itself asks none: time comes with the events, and from here only to end intervals.
enum Clock {
    static func now() -> MonotonicTime { MonotonicTime(nanoseconds: read(CLOCK_MONOTONIC)) }

    /// From event time to the time of day, as of now.
    static func wall() -> WallClock {
        WallClock(offset: Int64(read(CLOCK_REALTIME)) - Int64(read(CLOCK_MONOTONIC)))
    }

    /// Now, nanoseconds since 1970.
    static var unixNanoseconds: UInt64 { read(CLOCK_REALTIME) }

    private static func read(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

extension WallClock {
    /// RFC 3339, of nanoseconds since 1970.
    static func text(_ time: UInt64) -> String { WallClock(offset: 0).timestamp(MonotonicTime(nanoseconds: time)) }
}

/// What weir itself costs.
enum OwnCost {
    /// The reader does little but must not come late: a full machine makes it wait while its rings fill, and beside a busy cgroup of v1's
    /// `cpu` no niceness helps (seconds on 6.18). So the lowest real-time priority where that is allowed, else a better one; what it
    /// starts inherits neither. Without any permission it stays as it is.
    static func preferThisThread() {
        var lowest = sched_param()
        lowest.sched_priority = 1
        let resetOnFork: Int32 = 0x4000_0000 // SCHED_RESET_ON_FORK, linux/sched.h
        if sched_setscheduler(0, SCHED_RR | resetOnFork, &lowest) == 0 { return }
        _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, -10)
    }

    /// Processor time used so far by all threads, nanoseconds.
    static var processorTime: UInt64 {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        return UInt64(seconds) * 1_000_000_000 + UInt64(microseconds) * 1000
    }

    /// Resident bytes now; 0 when /proc does not say.
    static var residentBytes: UInt64 {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
        let fields = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let pages = UInt64(fields[1]) else { return 0 }
        return pages * UInt64(sysconf(Int32(_SC_PAGESIZE)))
    }
}

enum Host {
    static var name: String {
        var buffer = [CChar](repeating: 0, count: 256)
        gethostname(&buffer, buffer.count - 1)
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Of the kernel, major and minor: `6.18`.
    static var kernel: String {
        var names = utsname()
        uname(&names)
        let release = withUnsafeBytes(of: names.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        return release.split(separator: ".").prefix(2).joined(separator: ".")
    }

    static var processors: Int { Int(sysconf(Int32(_SC_NPROCESSORS_CONF))) }

    static func user(named name: String) -> UInt32? { getpwnam(name).map { $0.pointee.pw_uid } }

    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
