@testable import Mesos

/// Random numbers that a seed repeats.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var mixed = state
        mixed = (mixed ^ (mixed >> 33)) &* 0xff51_afd7_ed55_8ccd
        return mixed ^ (mixed >> 29)
    }

    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}

extension String {
    var bytes: [UInt8] { Array(utf8) }

    /// A UUID whose last digits are this number.
    static func uuid(_ number: Int) -> String {
        let digits = String(number)
        return "1b2c3d4e-0000-11e8-9f00-" + String(repeating: "0", count: 12 - digits.count) + digits
    }
}

func parse<Value>(
    _ json: String, _ parser: (UnsafeRawBufferPointer) throws(DocumentError) -> Value
) throws(DocumentError) -> Value {
    try Document.read(json.bytes, parser)
}

func event(_ json: String) throws(DocumentError) -> MasterEvent {
    try Document.read(json.bytes) { bytes throws(DocumentError) in try MasterEvent(bytes) }
}

func marathonEvent(_ type: String, _ json: String) throws(DocumentError) -> MarathonEvent {
    try Document.read(json.bytes) { bytes throws(DocumentError) in try MarathonEvent(type: type, data: bytes) }
}
