/// Takes one message of protobuf's wire format apart, field by field. It knows no schema: what a field is called, its reader says.
///
/// Bytes are from outside: whatever they are, each call goes on by at least one of them, or ends.
package struct ProtobufReader {
    /// Of the two kinds that are read. Those of fixed width, and groups, are stepped over.
    package enum Value: Hashable {
        /// Integers, booleans and enumerations.
        case number(UInt64)
        /// Texts, bytes and messages.
        case bytes(ArraySlice<UInt8>)
    }

    package struct Field: Hashable {
        package var number: UInt32
        package var value: Value

        package init(number: UInt32, value: Value) {
            self.number = number
            self.value = value
        }
    }

    private var rest: ArraySlice<UInt8>

    /// Groups in groups, which nobody writes any more.
    private static let deepestGroup = 32

    package init(_ message: ArraySlice<UInt8>) { rest = message }

    /// The next field that can be read; nil at the end.
    package mutating func next() throws(ProtobufError) -> Field? {
        var groups: [UInt32] = []
        while !rest.isEmpty {
            let (number, kind) = try tag()
            switch kind {
            case .number:
                let value = try varint()
                if groups.isEmpty { return Field(number: number, value: .number(value)) }
            case .bytes:
                let value = try bytes(try varint())
                if groups.isEmpty { return Field(number: number, value: .bytes(value)) }
            case .fixed64: _ = try bytes(8)
            case .fixed32: _ = try bytes(4)
            case .groupBegins:
                guard groups.count < Self.deepestGroup else { throw .malformed }
                groups.append(number)
            case .groupEnds:
                guard groups.popLast() == number else { throw .malformed }
            }
        }
        guard groups.isEmpty else { throw .truncated }
        return nil
    }

    private enum Kind: UInt64 { case number, fixed64, bytes, groupBegins, groupEnds, fixed32 }

    private mutating func tag() throws(ProtobufError) -> (number: UInt32, kind: Kind) {
        let tag = try varint()
        guard let kind = Kind(rawValue: tag & 7), let number = UInt32(exactly: tag >> 3), 1..<(1 << 29) ~= number else {
            throw .malformed
        }
        return (number, kind)
    }

    /// Seven bits a byte, the lowest first; the last one has no eighth bit.
    private mutating func varint() throws(ProtobufError) -> UInt64 {
        var value: UInt64 = 0
        for place in 0..<10 {
            guard let byte = rest.popFirst() else { throw .truncated }
            // 9 × 7 bits are 63.
            if place == 9, byte > 1 { throw .malformed }
            value |= UInt64(byte & 0x7f) << (7 * UInt64(place))
            if byte < 0x80 { return value }
        }
        throw .malformed
    }

    private mutating func bytes(_ count: UInt64) throws(ProtobufError) -> ArraySlice<UInt8> {
        guard count <= UInt64(rest.count) else { throw .truncated }
        defer { rest = rest.dropFirst(Int(count)) }
        return rest.prefix(Int(count))
    }
}

/// It is no message.
package enum ProtobufError: Error, Hashable {
    /// It ends within a field.
    case truncated
    case malformed
}
