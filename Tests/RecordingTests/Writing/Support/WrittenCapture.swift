@testable import Recording

/// A capture taken apart by a walker of its own, which believes nothing that the writer's code says.
struct WrittenCapture {
    struct Block: Equatable {
        var kind: UInt32
        var body: [UInt8]
    }

    struct Event {
        var time: UInt64
        var thread: UInt64
        var processor: UInt16
        var isHidden: Bool
        var type: UInt16
        var values: [[UInt8]]
        /// Entries behind the event.
        var trailer: [(kind: UInt32, content: [UInt8])]

        func number(_ index: Int) -> Int64 { WrittenCapture.signed(values[index]) }
        func text(_ index: Int) -> String { String(decoding: values[index].prefix { $0 != 0 }, as: UTF8.self) }
        func entries(_ kind: Trailer.Kind) -> [[UInt8]] { trailer.filter { $0.kind == kind.rawValue }.map(\.content) }
    }

    var blocks: [Block] = []
    var events: [Event] = []
    /// Bytes behind the last whole block.
    var rest = 0

    /// Those that readers show.
    var shown: [Event] { events.filter { !$0.isHidden } }

    init(_ bytes: [UInt8]) {
        var at = 0
        while at + 12 <= bytes.count {
            let total = Int(Self.word(bytes, at + 4))
            guard total >= 12, total % 4 == 0, at + total <= bytes.count, Self.word(bytes, at + total - 4) == UInt32(total) else { break }
            let block = Block(kind: Self.word(bytes, at), body: Array(bytes[(at + 8)..<(at + total - 4)]))
            blocks.append(block)
            if (0x216...0x217).contains(block.kind) || (0x221...0x222).contains(block.kind) { events.append(Self.event(block)) }
            at += total
        }
        rest = bytes.count - at
    }

    init(_ writer: ScapWriter) { self.init(Array(writer.bytes)) }

    private static func event(_ block: Block) -> Event {
        let hasFlags = block.kind == 0x217 || block.kind == 0x222
        let width = block.kind >= 0x221 ? 4 : 2
        let header = hasFlags ? 6 : 2
        let body = Array(block.body[header...])
        let length = Int(word(body, 16))
        let count = Int(word(body, 22))
        var values: [[UInt8]] = []
        var at = 26 + count * width
        for index in 0..<count {
            let size = Int(unsigned(Array(body[(26 + index * width)..<(26 + index * width + width)])))
            values.append(Array(body[at..<(at + size)]))
            at += size
        }
        precondition(at == length, "an event is as long as its values")
        return Event(
            time: unsigned(Array(body[0..<8])), thread: unsigned(Array(body[8..<16])), processor: UInt16(unsigned(Array(block.body[0..<2]))),
            isHidden: hasFlags && block.body[2] & 1 == 1, type: UInt16(unsigned(Array(body[20..<22]))), values: values,
            trailer: entries(Array(body[length...])))
    }

    private static func entries(_ bytes: [UInt8]) -> [(kind: UInt32, content: [UInt8])] {
        guard bytes.count >= 8, word(bytes, 0) == 0x5249_4557 else { return [] }
        var found: [(kind: UInt32, content: [UInt8])] = []
        var at = 8
        let end = 8 + Int(word(bytes, 4))
        while at < end {
            let size = Int(word(bytes, at + 4))
            found.append((word(bytes, at), Array(bytes[(at + 8)..<(at + 8 + size)])))
            at += 8 + size
        }
        precondition(at == end, "a trailer is as long as its entries")
        return found
    }

    static func word(_ bytes: [UInt8], _ at: Int) -> UInt32 { UInt32(unsigned(Array(bytes[at..<(at + 4)]))) }

    static func unsigned(_ bytes: [UInt8]) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }

    static func signed(_ bytes: [UInt8]) -> Int64 {
        let unsigned = unsigned(bytes)
        let shift = UInt64(64 - bytes.count * 8)
        return bytes.isEmpty ? 0 : Int64(bitPattern: unsigned << shift) >> Int64(shift)
    }
}
