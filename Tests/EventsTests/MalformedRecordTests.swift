import CEvents
import Events
import Testing

/// What comes from outside may be anything: it is refused, and never a crash.
@Suite struct MalformedRecordTests {
    @Test func everyCutOfAConnectionIsMalformed() {
        let record = weir_connection.distinct.record(payload: [UInt8](repeating: 1, count: 40))
        for length in 0..<record.count { #expect(Decoded(Array(record[..<length])).kind == .malformed) }
        #expect(Decoded(record).kind == .connection)
    }

    @Test func payloadLongerThanTheContractIsMalformed() {
        let payload = [UInt8](repeating: 0, count: Int(WEIR_MAX_PAYLOAD) + 1)
        #expect(Decoded(weir_connection.distinct.record(payload: payload)).kind == .malformed)
    }

    @Test func payloadLengthBeyondTheRecordIsMalformed() {
        var wire = weir_connection.distinct
        wire.payload_length = 1
        #expect(Decoded(bytes(wire)).kind == .malformed)
        wire.payload_length = .max
        #expect(Decoded(bytes(wire)).kind == .malformed)
    }

    @Test func kindsThatAreNotInTheContractAreMalformed() {
        let known = Set([
            WEIR_OPEN, WEIR_MESSAGE, WEIR_CLOSE, WEIR_SNAPSHOT, WEIR_EXEC, WEIR_EXIT, WEIR_FORK, WEIR_CGROUP_MKDIR, WEIR_CGROUP_RMDIR, WEIR_CALL,
        ])
        var wire = weir_connection.distinct
        for kind in UInt16.min...UInt16.max where !known.contains(Int32(kind)) {
            wire.header.kind = kind
            let decoded = Decoded(bytes(wire))
            if decoded.kind != .malformed { Issue.record("kind \(kind)") }
        }
    }

    @Test func valuesOutOfRangeAreMalformed() {
        for value in UInt8.min...UInt8.max {
            var wire = weir_connection.distinct
            wire.transport = value
            #expect((Decoded(bytes(wire)).kind == .connection) == (1...3).contains(value))
            wire = .distinct
            wire.role = value
            #expect((Decoded(bytes(wire)).kind == .connection) == (0...2).contains(value))
            wire = .distinct
            wire.direction = value
            #expect((Decoded(bytes(wire)).kind == .connection) == (0...2).contains(value))
        }
    }

    @Test func flagsThatWeDoNotKnowAreKept() {
        var wire = weir_connection.distinct
        wire.flags = 0xf0
        #expect(Decoded(bytes(wire)).event.flags.rawValue == 0xf0)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func randomBytesOfEveryLengthNeverCrash(seed: UInt64) {
        var random = SeededBytes(seed: seed)
        for length in 0...600 {
            var record = random.bytes(length)
            _ = Decoded(record)
            guard length >= 16 else { continue }
            for kind in [1, 2, 3, 4, 16, 17, 32, 33] as [UInt8] { // the header's kind is right, all else is not
                record[12] = kind
                record[13] = 0
                _ = Decoded(record)
            }
        }
    }

    @Test(arguments: [4, 5, 6] as [UInt64])
    func changedRecordsNeverCrash(seed: UInt64) {
        var random = SeededBytes(seed: seed)
        let original = weir_connection.distinct.record(payload: random.bytes(120))
        for _ in 0..<5000 {
            var record = original
            for _ in 0...random.below(4) { record[random.below(record.count)] = UInt8(truncatingIfNeeded: random.next()) }
            let decoded = Decoded(record)
            if decoded.kind == .connection, decoded.payload.count > 512 { Issue.record("seed \(seed): \(record)") }
        }
    }
}

/// Bytes that a seed repeats.
struct SeededBytes: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

    /// xorshift64* (Vigna 2016).
    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_f491_4f6c_dd1d
    }

    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }
}
