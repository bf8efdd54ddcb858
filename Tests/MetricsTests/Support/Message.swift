/// A message of Protocol Buffers as a tree, by the wire format alone: what OTLP's receivers would find in it.
struct Message: Equatable {
    enum Value: Equatable {
        case number(UInt64)
        case fixed(UInt64)
        case bytes([UInt8])
    }

    struct Malformed: Error {}

    private(set) var fields: [(number: Int, value: Value)] = []

    static func == (left: Self, right: Self) -> Bool { left.fields.elementsEqual(right.fields) { $0 == $1 } }

    init(_ bytes: [UInt8]) throws {
        var at = 0
        func varint() throws -> UInt64 {
            var (value, shift) = (UInt64(0), UInt64(0))
            while at < bytes.count, shift < 64 {
                let byte = bytes[at]
                at += 1
                value |= UInt64(byte & 127) << shift
                if byte < 128 { return value }
                shift += 7
            }
            throw Malformed()
        }
        while at < bytes.count {
            let key = try varint()
            let number = Int(key >> 3)
            switch key & 7 {
            case 0: fields.append((number, .number(try varint())))
            case 1:
                guard at + 8 <= bytes.count else { throw Malformed() }
                fields.append((number, .fixed(bytes[at..<at + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) })))
                at += 8
            case 2:
                let length = Int(try varint())
                guard at + length <= bytes.count else { throw Malformed() }
                fields.append((number, .bytes(Array(bytes[at..<at + length]))))
                at += length
            default: throw Malformed()
            }
        }
    }

    func messages(_ number: Int) throws -> [Message] {
        try fields.compactMap { field in
            guard field.number == number, case .bytes(let bytes) = field.value else { return nil }
            return try Message(bytes)
        }
    }

    func message(_ number: Int) throws -> Message { try messages(number).first ?? Message([]) }

    func bytes(_ number: Int) -> [UInt8]? {
        for case (number, .bytes(let bytes)) in fields { return bytes }
        return nil
    }

    func text(_ number: Int) -> String? { bytes(number).flatMap { String(validating: $0, as: UTF8.self) } }

    func number(_ number: Int) -> UInt64? {
        for case (number, .number(let value)) in fields { return value }
        return nil
    }

    func fixed(_ number: Int) -> UInt64? {
        for case (number, .fixed(let value)) in fields { return value }
        return nil
    }

    func double(_ number: Int) -> Double? { fixed(number).map(Double.init(bitPattern:)) }

    /// Packed.
    func words(_ number: Int) -> [UInt64] {
        let bytes = bytes(number) ?? []
        return stride(from: 0, to: bytes.count, by: 8).map { start in
            bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    /// `KeyValue`s, every value as text.
    func attributes(_ number: Int) throws -> [String: String] {
        var attributes: [String: String] = [:]
        for pair in try messages(number) {
            let value = try pair.message(2)
            attributes[pair.text(1) ?? "?"] =
                value.text(1) ?? value.number(2).map { $0 == 1 ? "true" : "false" } ?? value.number(3).map { "\(Int64(bitPattern: $0))" }
        }
        return attributes
    }
}
