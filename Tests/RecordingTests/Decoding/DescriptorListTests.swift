import Events
@testable import Recording
import Testing

@Suite struct DescriptorListTests {
    private static let v4 = Endpoint(address: IPAddress(10, 0, 0, 1), port: 4000)
    private static let v4Peer = Endpoint(address: IPAddress(10, 0, 0, 2), port: 80)
    private static let v6 = Endpoint(address: IPAddress(high: 0x2001_0db8_0000_0000, low: 0x17), port: 4000)
    private static let v6Bytes: [UInt8] = [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x17]

    /// Number of the kind, its bytes, what they are.
    private static let contents: [(kind: UInt8, bytes: [UInt8], content: ScapDescriptor.Content)] = [
        (3, [10, 0, 0, 1, 10, 0, 0, 2] + littleEndian(UInt16(4000)) + littleEndian(UInt16(80)) + [2],
         .socket(local: v4, remote: v4Peer, transport: ScapDescriptor.Transport.tcp)),
        (4, v6Bytes + v6Bytes + littleEndian(UInt16(4000)) + littleEndian(UInt16(4000)) + [3],
         .socket(local: v6, remote: v6, transport: ScapDescriptor.Transport.udp)),
        (5, [10, 0, 0, 1] + littleEndian(UInt16(4000)) + [2], .listening(local: v4, transport: 2)),
        (6, v6Bytes + littleEndian(UInt16(4000)) + [0], .listening(local: v6, transport: ScapDescriptor.Transport.unknown)),
        (8, littleEndian(UInt64.max) + littleEndian(UInt64(7)) + text("/run/a"), .unix(source: .max, destination: 7, path: "/run/a")),
        (1, text("/etc/old"), .file(path: "/etc/old", flags: 0, device: 0)),
        (16, littleEndian(UInt32(0x1001)) + text("/etc/hosts"), .file(path: "/etc/hosts", flags: 0x1001, device: 0)),
        (2, text("/etc"), .other(kind: 2, name: "/etc")),
        (7, text("pipe:[1]"), .other(kind: 7, name: "pipe:[1]")),
        (15, text(""), .other(kind: 15, name: "")),
        (21, text("[pidfd]"), .other(kind: 21, name: "[pidfd]")),
    ]

    private static func text(_ text: String) -> [UInt8] { EntryBytes { $0.add(text) }.bytes }

    private static func fields(_ number: Int64, _ kind: UInt8, _ content: [UInt8]) -> [UInt8] {
        littleEndian(number) + littleEndian(UInt64(900)) + [kind] + content
    }

    private static func list(_ entries: [[UInt8]], version: Int) -> [UInt8] {
        EntryBytes { bytes in
            bytes.add(UInt64(77))
            for entry in entries { version == 1 ? bytes.raw(entry) : bytes.entry(entry) }
        }.bytes
    }

    private static func listed(_ number: Int64, _ content: ScapDescriptor.Content) -> ListedDescriptor {
        ListedDescriptor(thread: 77, descriptor: ScapDescriptor(number: number, inode: 900, content: content))
    }

    @Test(arguments: 1...2)
    func everyKindIsRead(version: Int) {
        let entries = Self.contents.enumerated().map { Self.fields(Int64($0), $1.kind, $1.bytes) }
        let listed = Listed(descriptors: Self.list(entries, version: version), version: version)
        #expect(listed.entries == Self.contents.enumerated().map { Self.listed(Int64($0), $1.content) })
        #expect(listed.malformed == 0)
    }

    @Test func kindsOfNamesAreThoseOfTheFormat() {
        for kind in UInt8(1)...21 where ![1, 3, 4, 5, 6, 8, 16].contains(kind) {
            let listed = Listed(descriptors: Self.list([Self.fields(3, kind, Self.text("n"))], version: 1), version: 1)
            #expect(listed.entries == [Self.listed(3, .other(kind: kind, name: "n"))])
        }
    }

    @Test func aFilesDeviceIsThereWhenTheEntryHasRoom() {
        let file = littleEndian(UInt32(1)) + Self.text("/a")
        for room in 0...6 {
            let device = Array((littleEndian(UInt32(0x801)) + [9, 9])[..<room])
            let listed = Listed(descriptors: Self.list([Self.fields(3, 16, file + device)], version: 2), version: 2)
            #expect(listed.entries == [Self.listed(3, .file(path: "/a", flags: 1, device: room >= 4 ? 0x801 : 0))])
        }
    }

    /// In version 1 nothing tells where the next would be.
    @Test(arguments: [0, 22, 255] as [UInt8])
    func unknownKindsHaveNoNameAndEndAListOfVersion1(kind: UInt8) {
        let pipe = Self.fields(4, 7, Self.text("p"))
        let entries = [pipe, Self.fields(5, kind, [1, 2, 3, 4, 5, 6]), pipe]
        let known = Self.listed(4, .other(kind: 7, name: "p"))
        let new = Listed(descriptors: Self.list(entries, version: 2), version: 2)
        #expect(new.entries == [known, Self.listed(5, .other(kind: kind, name: "")), known])
        #expect(new.malformed == 0)
        let old = Listed(descriptors: Self.list(entries, version: 1), version: 1)
        #expect(old.entries == [known])
        #expect(old.malformed == 1)
    }

    @Test func malformedEntriesArePassedOver() {
        let pipe = Self.fields(4, 7, Self.text("p"))
        for (kind, bytes, _) in Self.contents {
            for cut in 1...bytes.count {
                let broken = Self.fields(5, kind, bytes.dropLast(cut))
                let listed = Listed(descriptors: Self.list([pipe, broken, pipe], version: 2), version: 2)
                #expect(listed.entries.map(\.descriptor.number) == [4, 4], "kind \(kind), \(cut) bytes missing")
                #expect(listed.malformed == 1)
            }
        }
    }

    @Test(arguments: 1...2)
    func listCutAnywhereNeverInventsAnEntry(version: Int) {
        let entries = Self.contents.map { Self.fields(3, $0.kind, $0.bytes) }
        let whole = Listed(descriptors: Self.list(entries, version: version), version: version).entries
        let bytes = Self.list(entries, version: version)
        var begin = 8
        let borders = [8] + entries.map { entry in
            begin += entry.count + (version == 1 ? 0 : 4)
            return begin
        }
        for length in 0..<bytes.count {
            let listed = Listed(descriptors: Array(bytes[..<length]), version: version)
            let complete = borders.filter { $0 <= length }.count - 1
            let rest = complete < 0 ? 4 : length - borders[complete]
            #expect(listed.entries == Array(whole.prefix(max(0, complete))), "cut at \(length)")
            #expect(listed.malformed == (rest >= 4 ? 1 : 0), "cut at \(length)")
        }
    }
}
