#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The system's words, and ours for the user.
enum SystemText {
    static func message(_ errno: Int32) -> String { String(cString: strerror(errno)) }

    /// A line of what somebody else said: printable and not long.
    static func line(_ text: String, most: Int = 200) -> String {
        let printable = text.unicodeScalars.prefix(most).map { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) ? $0 : " " }
        return String(String.UnicodeScalarView(printable))
    }

    /// Nanoseconds since 1970.
    static func wallTime() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(clamping: time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_nsec)
    }
}
