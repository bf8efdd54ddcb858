@testable import Recording
import Testing

@Suite struct BlockKindTests {
    /// What each kind is, in words.
    private static let kinds: [UInt32: String] = [
        0x201: "machine", 0x8002_ABCD: "machine",
        0x202: "threads 1", 0x8000_ABCD: "threads 1", 0x207: "threads 2", 0x8013_ABCD: "threads 2", 0x209: "threads 3",
        0x8014_ABCD: "threads 3", 0x210: "threads 4", 0x211: "threads 5", 0x212: "threads 6", 0x213: "threads 7", 0x214: "threads 8",
        0x215: "threads 9",
        0x203: "descriptors 1", 0x8001_ABCD: "descriptors 1", 0x218: "descriptors 2",
        0x205: "interfaces 1", 0x8011_ABCD: "interfaces 1", 0x219: "interfaces 2",
        0x206: "users 1", 0x8012_ABCD: "users 1", 0x220: "users 2",
        0x204: "event V1", 0x8010_ABCD: "event V1", 0x208: "event V1 flags",
        0x216: "event V2", 0x221: "event V2", 0x217: "event V2 flags", 0x222: "event V2 flags",
    ]

    private static func words(_ kind: UInt32) -> [String] {
        var words: [String] = []
        if ScapBlock.isMachine(kind) { words.append("machine") }
        if let version = ScapBlock.processVersion(kind) { words.append("threads \(version)") }
        if let version = ScapBlock.descriptorVersion(kind) { words.append("descriptors \(version)") }
        if let version = ScapBlock.interfaceVersion(kind) { words.append("interfaces \(version)") }
        if let version = ScapBlock.userVersion(kind) { words.append("users \(version)") }
        if let shape = ScapBlock.eventShape(kind) {
            words.append("event " + (shape.isV1 ? "V1" : "V2") + (shape.hasFlags ? " flags" : ""))
        }
        return words
    }

    @Test func eachKindIsOneThingAndOthersAreNothing() {
        for kind in Array(0...0x300) + (0x8000_0000...0x8000_0020) + [ScapBlock.section, ScapBlock.weir] {
            #expect(Self.words(kind) == Self.kinds[kind].map { [$0] } ?? [])
        }
        for high in UInt32(0x8000)...0x8020 {
            let kind = high << 16 | 0xABCD
            #expect(Self.words(kind) == Self.kinds[kind].map { [$0] } ?? [])
        }
    }
}
