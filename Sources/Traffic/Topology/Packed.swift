/// Numbers in as few bytes as they need (LEB128), for what is kept in memory alone: the reader trusts the writer.
struct PackedWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Small ones of either sign are short.
    mutating func add(signed value: Int64) { add(UInt64(bitPattern: value << 1 ^ value >> 63)) }

    /// Seven digits of it.
    mutating func add(_ value: Double) {
        let bits = Float(value).bitPattern
        for shift in stride(from: 0, through: 24, by: 8) { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(shift))) }
    }
}

struct PackedReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = bytes[place]
            place += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    mutating func nextSigned() -> Int64 {
        let bits = next()
        return Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1)
    }

    mutating func nextDouble() -> Double {
        var bits: UInt32 = 0
        for shift in stride(from: 0, through: 24, by: 8) {
            bits |= UInt32(bytes[place]) << UInt32(shift)
            place += 1
        }
        return Double(Float(bitPattern: bits))
    }
}
