import Seeded
import Testing

@testable import Protobuf

@Suite struct ProtobufReaderTests {
    private static let sample: [UInt8] = [
        0x08, 0x96, 0x01,  // 1: 150
        0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67,  // 2: "testing"
        0x19, 1, 2, 3, 4, 5, 6, 7, 8,  // 3: eight bytes, stepped over
        0x25, 1, 2, 3, 4,  // 4: four bytes, stepped over
        0x2b, 0x08, 0x01, 0x33, 0x12, 0x01, 0x00, 0x34, 0x2c,  // 5: a group with a group in it, stepped over
        0x3a, 0x00,  // 7: empty
        0xf8, 0xff, 0xff, 0xff, 0x0f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01,  // 2²⁹-1: 2⁶⁴-1
    ]

    private func fields(_ bytes: some Collection<UInt8>) throws(ProtobufError) -> [ProtobufReader.Field] {
        var reader = ProtobufReader(Array(bytes)[...])
        var fields: [ProtobufReader.Field] = []
        while let field = try reader.next() { fields.append(field) }
        return fields
    }

    @Test("numbers, texts and what is stepped over")
    func known() throws {
        #expect(try fields(Self.sample) == [
            .init(number: 1, value: .number(150)),
            .init(number: 2, value: .bytes(Array("testing".utf8)[...])),
            .init(number: 7, value: .bytes([])),
            .init(number: (1 << 29) - 1, value: .number(.max)),
        ])
    }

    @Test("cut at any byte, it is an error or what was before the cut")
    func cut() throws {
        let whole = try fields(Self.sample)
        var ends = 0
        for count in 0...Self.sample.count {
            guard let found = try? fields(Self.sample.prefix(count)) else { continue }
            ends += 1
            #expect(whole.starts(with: found))
        }
        // Before each of the seven fields, and behind the last.
        #expect(ends == 8)
    }

    @Test("what no writer writes is an error", arguments: [
        ([0x00], ProtobufError.malformed),  // field 0
        ([0x07], .malformed), ([0x0e], .malformed),  // no such kinds
        ([0xf8, 0xff, 0xff, 0xff, 0x1f, 0], .malformed),  // field 2³⁰-1
        ([0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02], .malformed),  // 65 bits
        ([0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00], .malformed),  // eleven bytes
        ([0x12, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], .truncated),  // 2⁶⁴-1 bytes
        ([0x0c], .malformed), ([0x0b, 0x14], .malformed), ([0x0b], .truncated),  // groups that do not match
    ] as [([UInt8], ProtobufError)])
    func wrong(_ bytes: [UInt8], _ error: ProtobufError) {
        #expect(throws: error) { try fields(bytes) }
    }

    @Test("groups may be nested, and not without end")
    func deep() throws {
        #expect(try fields(Array(repeating: 0x0b, count: 32) + Array(repeating: 0x0c, count: 32)).isEmpty)
        #expect(throws: ProtobufError.malformed) { try fields([UInt8](repeating: 0x0b, count: 100_000)) }
    }

    @Test("bytes changed at random end it, and trap nothing")
    func mutations() {
        var random = SplitMix(state: 7)
        for _ in 0..<20_000 {
            var bytes = Self.sample
            for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            _ = try? fields(bytes)
        }
    }

    @Test("what is written is read")
    func roundTrip() throws {
        for count in [0, 1, 127, 128, 300, 20_000] {
            let text = String(repeating: "x", count: count)
            var writer = ProtobufWriter()
            writer.string(always: 1, text)
            writer.integer(always: 2, UInt64(count))
            #expect(try fields(writer.bytes) == [
                .init(number: 1, value: .bytes(Array(text.utf8)[...])), .init(number: 2, value: .number(UInt64(count))),
            ])
        }
    }
}
