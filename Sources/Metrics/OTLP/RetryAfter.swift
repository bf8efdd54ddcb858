#if canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The `Retry-After` header (RFC 9110, 10.2.3).
enum RetryAfter {
    /// A day: who says more means never.
    private static let longest = 86_400

    /// Seconds from `now` (since 1970), of a number of them or of a date like `Sun, 06 Nov 1994 08:49:37 GMT`; nil when it is neither.
    static func seconds(_ header: String, now: Int) -> Int? {
        if let seconds = Int(header) { return min(max(seconds, 0), longest) }
        let words = header.utf8.prefix(64).split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ":") }.map { String(decoding: $0, as: UTF8.self) }
        guard words.count == 8, words[7] == "GMT", let month = months.firstIndex(of: words[2]) else { return nil }
        let numbers = [words[1], words[3], words[4], words[5], words[6]].compactMap(Int32.init)
        guard numbers.count == 5, numbers.allSatisfy({ 0...9999 ~= $0 }) else { return nil }
        var date = tm()
        (date.tm_mday, date.tm_mon, date.tm_year) = (numbers[0], Int32(month), numbers[1] - 1900)
        (date.tm_hour, date.tm_min, date.tm_sec) = (numbers[2], numbers[3], numbers[4])
        return min(max(timegm(&date) - now, 0), longest)
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
