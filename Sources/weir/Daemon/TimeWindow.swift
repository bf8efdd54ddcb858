import Export
import Web

/// `?at=…&window=…`: the stretch of time that somebody asks for.
struct TimeWindow {
    struct Wrong: Error { var reason: String }

    /// Nanoseconds since 1970; nil now.
    var end: UInt64?
    /// Nanoseconds.
    var length: UInt64 = 10_000_000_000

    private static let longest = 24 * 3600.0

    init(_ request: WebRequest) throws(Wrong) {
        if let text = request.value("at") {
            guard let time = Self.instant(text) else {
                throw Wrong(reason: "at=\(text.prefix(64)) is no time: write 2026-11-26T09:00:01Z, or seconds since 1970")
            }
            end = time
        }
        if let text = request.value("window") {
            guard let seconds = Double(text), seconds >= 1, seconds <= Self.longest else {
                throw Wrong(reason: "window=\(text.prefix(64)) must be 1 to \(Int(Self.longest)) seconds")
            }
            length = UInt64(seconds * 1e9)
        }
    }

    private static func instant(_ text: String) -> UInt64? {
        if let time = RFC3339.nanoseconds(text) { return time }
        guard let seconds = Double(text), seconds >= 0, seconds < 1e10 else { return nil }
        return UInt64(seconds * 1e9)
    }
}
