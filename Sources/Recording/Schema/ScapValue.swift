/// A parameter's value, as people and programs are told it.
public enum ScapValue: Equatable, Sendable {
    case number(Int64)
    case unsigned(UInt64)
    /// A number that people know by a name: `EAGAIN`, `AT_FDCWD`, `0644`.
    case named(Int64, String)
    /// Flags and addresses in memory: hexadecimal for people.
    case bits(UInt64)
    /// Nanoseconds.
    case duration(UInt64)
    /// Nanoseconds since 1970.
    case time(UInt64)
    case text(String)
    /// Data, and values that are not as their kind should be.
    case bytes([UInt8])
    case list([String])

    /// For people. Not made safe for a terminal.
    public var text: String {
        switch self {
        case .number(let number): String(number)
        case .unsigned(let number): String(number)
        case .named(_, let name): name
        case .bits(let bits): "0x" + String(bits, radix: 16)
        case .duration(let nanoseconds): "\(nanoseconds)ns"
        case .time(let nanoseconds): Self.seconds(nanoseconds)
        case .text(let text): text
        case .bytes(let bytes): Self.latin1(bytes)
        case .list(let texts): texts.joined(separator: " ")
        }
    }

    /// Each byte is one character, so that none is lost.
    private static func latin1(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(Unicode.Scalar(byte)) }
        return String(text)
    }

    /// `1700000000.000000042`
    private static func seconds(_ nanoseconds: UInt64) -> String {
        let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let digits = String(rest)
        return "\(seconds)." + String(repeating: "0", count: 9 - digits.count) + digits
    }
}
