@testable import Workloads

/// Builds messages of DNS, byte by byte (RFC 1035, 4).
struct DNSBuilder {
    /// Where the name that is asked for stands: what most answers point to.
    static let question: [UInt8] = [0xc0, 12]
    static let standardAnswer: UInt16 = 0x8180

    private(set) var bytes: [UInt8]
    private var answers: UInt16 = 0

    init(_ name: String, kind: UInt16 = 1, flags: UInt16 = standardAnswer, questions: UInt16 = 1) {
        bytes = word(0x1234) + word(flags) + word(questions) + word(0) + word(0) + word(0) // id, flags, counts
        bytes += Self.labels(name) + word(kind) + word(1)
    }

    static func labels(_ name: String) -> [UInt8] {
        name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
    }

    /// Where the next byte will stand, as a pointer.
    var here: [UInt8] { word(0xc000 | UInt16(bytes.count)) }

    mutating func record(of owner: [UInt8] = question, kind: UInt16, family: UInt16 = 1, ttl: UInt32 = 60, data: [UInt8]) {
        answers += 1
        bytes.replaceSubrange(6..<8, with: word(answers))
        bytes += owner + word(kind) + word(family) + word(UInt16(ttl >> 16)) + word(UInt16(truncatingIfNeeded: ttl))
        bytes += word(UInt16(data.count)) + data
    }

    mutating func a(_ address: (UInt8, UInt8, UInt8, UInt8), of owner: [UInt8] = question, ttl: UInt32 = 60) {
        record(of: owner, kind: 1, ttl: ttl, data: [address.0, address.1, address.2, address.3])
    }

    /// Where the alias's target stands, as a pointer.
    mutating func alias(_ target: String, of owner: [UInt8] = question, ttl: UInt32 = 60) -> [UInt8] {
        let place = bytes.count + owner.count + 10
        record(of: owner, kind: 5, ttl: ttl, data: Self.labels(target))
        return word(0xc000 | UInt16(place))
    }
}

private func word(_ word: UInt16) -> [UInt8] { [UInt8(word >> 8), UInt8(truncatingIfNeeded: word)] }

extension DNSMessage {
    init?(_ bytes: [UInt8]) {
        guard let message = bytes.withUnsafeBytes({ DNSMessage($0) }) else { return nil }
        self = message
    }
}
