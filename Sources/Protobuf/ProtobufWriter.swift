/// Writes a message of protobuf's wire format: the few kinds of fields that OTLP and the runtime interface have. Fields of the value 0 or without
/// text are left out, as proto3 wants it; the `always` ones are not.
package struct ProtobufWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func integer(_ field: Int, _ value: UInt64) {
        guard value != 0 else { return }
        integer(always: field, value)
    }

    package mutating func integer(always field: Int, _ value: UInt64) {
        key(field, 0)
        varint(value)
    }

    package mutating func boolean(_ field: Int, _ value: Bool) { integer(field, value ? 1 : 0) }

    package mutating func fixed(always field: Int, _ value: UInt64) {
        key(field, 1)
        append(value)
    }

    package mutating func double(always field: Int, _ value: Double) { fixed(always: field, value.bitPattern) }

    package mutating func string(_ field: Int, _ text: String) {
        guard !text.isEmpty else { return }
        string(always: field, text)
    }

    package mutating func string(always field: Int, _ text: String) {
        key(field, 2)
        varint(UInt64(text.utf8.count))
        bytes += text.utf8
    }

    package mutating func raw(_ field: Int, _ content: some Collection<UInt8>) {
        key(field, 2)
        varint(UInt64(content.count))
        bytes += content
    }

    package mutating func packed(_ field: Int, _ values: some Collection<UInt64>) {
        key(field, 2)
        varint(UInt64(values.count * 8))
        for value in values { append(value) }
    }

    /// Fields that were written before, by another writer.
    package mutating func append(_ encoded: [UInt8]) { bytes += encoded }

    /// A message inside, even an empty one.
    package mutating func message(_ field: Int, _ fill: (inout ProtobufWriter) -> Void) {
        key(field, 2)
        let start = bytes.count
        fill(&self)
        var length = ProtobufWriter()
        length.varint(UInt64(bytes.count - start))
        bytes.insert(contentsOf: length.bytes, at: start)
    }

    private mutating func key(_ field: Int, _ wireType: Int) { varint(UInt64(field << 3 | wireType)) }

    private mutating func varint(_ value: UInt64) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }

    private mutating func append(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
    }
}
