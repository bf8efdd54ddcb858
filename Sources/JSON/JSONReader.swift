/// Reads one JSON document (RFC 8259) from front to back and holds nothing of it: who reads keeps what it wants and leaves the rest.
///
/// It throws only for what is no JSON. A value of another kind than the one asked for is passed over and reads as nil, as empty or as
/// absent, so that one odd field spoils no other. The bytes must stay where they are while it reads. What is small and asked for each byte
/// or value is inlined into the readers of other targets: documents have tens of megabytes.
@usableFromInline
package struct JSONReader {
    @usableFromInline package let start: UnsafePointer<UInt8>
    @usableFromInline package let count: Int
    /// Bytes from the beginning.
    @usableFromInline package var position = 0
    /// Objects and lists around the position.
    @usableFromInline package var depth = 0

    @usableFromInline package static let mostDepth = 64

    @usableFromInline
    package init(_ bytes: UnsafeRawBufferPointer) {
        count = bytes.count
        // an empty buffer has no address; nothing is read from this one
        start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? UnsafePointer(bitPattern: 1)!
    }

    /// The whole document, as `body` reads it: nothing but blanks may follow.
    @inlinable
    package static func read<Value>(
        _ bytes: UnsafeRawBufferPointer, _ body: (inout JSONReader) throws(JSONFault) -> Value
    ) throws(JSONFault) -> Value {
        var reader = JSONReader(bytes)
        let value = try body(&reader)
        try reader.finish()
        return value
    }

    @usableFromInline
    package func fault(_ reason: JSONFault.Reason) -> JSONFault { .malformed(offset: position, reason) }

    /// The first byte of what comes next; the position is there.
    @inlinable @inline(__always)
    package mutating func next() throws(JSONFault) -> UInt8 {
        while position < count {
            let byte = start[position]
            if byte > 0x20 { return byte }
            guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { throw fault(.value) }
            position += 1
        }
        throw fault(.ends)
    }

    @inlinable @inline(__always)
    package mutating func isNext(_ byte: Unicode.Scalar) throws(JSONFault) -> Bool { try next() == UInt8(ascii: byte) }

    @usableFromInline
    package mutating func finish() throws(JSONFault) {
        while position < count {
            guard start[position] <= 0x20 else { throw fault(.more) }
            position += 1
        }
    }

    /// Passes over any value.
    @usableFromInline
    package mutating func skip() throws(JSONFault) {
        switch try next() {
        case UInt8(ascii: "\""): _ = try takeText()
        case UInt8(ascii: "{"):
            var members = try object()
            while try nextKey(of: &members) != nil {}
        case UInt8(ascii: "["):
            var elements = try array()
            while try nextElement(of: &elements) {}
        case UInt8(ascii: "t"): try take("true")
        case UInt8(ascii: "f"): try take("false")
        case UInt8(ascii: "n"): try take("null")
        default: _ = try takeNumber()
        }
    }

    private mutating func take(_ literal: StaticString) throws(JSONFault) {
        for place in 0..<literal.utf8CodeUnitCount {
            guard position < count else { throw fault(.ends) }
            guard start[position] == literal.utf8Start[place] else { throw fault(.literal) }
            position += 1
        }
    }
}
