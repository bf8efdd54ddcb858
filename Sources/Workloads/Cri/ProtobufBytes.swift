/// A message of protobuf's wire format, as far as our questions need it.
struct ProtobufBytes {
    private(set) var bytes: [UInt8] = []

    /// Texts and messages in messages.
    mutating func add(_ value: some Collection<UInt8>, as field: UInt32) {
        add(varint: UInt64(field) << 3 | 2)
        add(varint: UInt64(value.count))
        bytes += value
    }

    mutating func add(varint value: UInt64) {
        var rest = value
        while rest > 0x7f {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
