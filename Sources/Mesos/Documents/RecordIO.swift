import JSON

/// Cuts the stream that SUBSCRIBE opens into records: a decimal length in bytes, a line feed, so many bytes, and the next length at once.
/// Records and chunks of HTTP do not align.
public struct RecordIO: Sendable {
    public enum Fault: Error, Hashable, Sendable {
        /// A length has no or too many digits, or something else among them.
        case badLength
        /// Bytes.
        case tooLong(Int)
    }

    private let limit: Int
    /// Bytes of the record that has begun; nil while its length is being read.
    private var expected: Int?
    private var digits = 0
    private var length = 0
    private var record: [UInt8] = []

    /// `limit`: bytes of a record; the first one holds the whole cluster.
    public init(limit: Int = 256 << 20) { self.limit = limit }

    /// The records that these bytes complete. After an error the stream cannot be gone on with.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) throws(Fault) -> [[UInt8]] {
        var records: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            if let expected {
                let part = rest.prefix(expected - record.count)
                record.append(contentsOf: part)
                rest = rest.dropFirst(part.count)
            } else {
                try take(rest.removeFirst())
            }
            if let expected, record.count == expected { finish(into: &records) }
        }
        return records
    }

    public mutating func append(_ bytes: [UInt8]) throws(Fault) -> [[UInt8]] {
        let result: Result<[[UInt8]], Fault> = bytes.withUnsafeBytes { bytes in
            do throws(Fault) { return .success(try append(bytes)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// A byte of the length, or the line feed behind it.
    private mutating func take(_ byte: UInt8) throws(Fault) {
        if byte == UInt8(ascii: "\n"), digits > 0 {
            expected = length
            record.reserveCapacity(min(length, 1 << 20))
            return
        }
        guard byte.isDigit, digits < 12 else { throw .badLength }
        digits += 1
        length = length * 10 + Int(byte - 0x30)
        guard length <= limit else { throw .tooLong(length) }
    }

    private mutating func finish(into records: inout [[UInt8]]) {
        records.append(record)
        record = []
        expected = nil
        (digits, length) = (0, 0)
    }
}
