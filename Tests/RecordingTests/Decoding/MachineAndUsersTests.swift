import Events
@testable import Recording
import Testing

@Suite struct MachineAndUsersTests {
    private static let machine = EntryBytes {
        $0.add(UInt32(4))
        $0.add(UInt64(8 << 30))
        $0.add(UInt64(4_194_304))
        $0.raw(Array("node-1".utf8) + [UInt8](repeating: 0, count: 122))
        $0.add(UInt64(1_700_000_000_000_000_000))
        for _ in 0..<3 { $0.add(UInt64(0)) }
    }.bytes

    @Test func machineIsRead() {
        var expected = ScapMachine()
        expected.processors = 4
        expected.memoryBytes = 8 << 30
        expected.largestProcess = 4_194_304
        expected.hostName = "node-1"
        expected.bootTime = 1_700_000_000_000_000_000
        #expect(withPlaced(Self.machine) { ScapEntries.machine($0) } == expected)
    }

    @Test func machineCutInsideItsNameIsNoneAndWithoutBootTimeIsWhole() {
        for length in 0..<Self.machine.count {
            let machine = withPlaced(Array(Self.machine[..<length])) { ScapEntries.machine($0) }
            #expect((machine != nil) == (length >= 148))
            if let machine { #expect(machine.bootTime == (length >= 156 ? 1_700_000_000_000_000_000 : 0)) }
        }
    }

    @Test func nameThatFillsItsFieldHasNoNul() {
        var bytes = Self.machine
        for index in 20..<148 { bytes[index] = 0x61 }
        #expect(withPlaced(bytes) { ScapEntries.machine($0)?.hostName } == String(repeating: "a", count: 128))
    }

    /// Kinds 1 to 4 of interface.
    private static func interface(_ kind: UInt16, name: String) -> [UInt8] {
        EntryBytes { bytes in
            bytes.add(kind)
            bytes.add(UInt16(name.utf8.count))
            if kind == 1 || kind == 3 {
                bytes.raw([10, 0, 0, 1, 255, 255, 255, 0, 10, 0, 0, 255])
            } else {
                bytes.raw([0xfe, 0x80] + [UInt8](repeating: 0, count: 13) + [1])
                bytes.raw([UInt8](repeating: 0xff, count: 8) + [UInt8](repeating: 0, count: 8))
                bytes.raw([UInt8](repeating: 9, count: 16))
            }
            if kind <= 2 { bytes.add(UInt64(1_000_000_000)) }
            bytes.raw(Array(name.utf8))
        }.bytes
    }

    /// Their length does not count itself, unlike all others.
    private static func interfaces(_ entries: [[UInt8]], version: Int) -> [UInt8] {
        entries.flatMap { version == 1 ? $0 : littleEndian(UInt32($0.count)) + $0 }
    }

    @Test(arguments: 1...2)
    func interfacesOfEachKindAreRead(version: Int) {
        let bytes = Self.interfaces((1...4).map { Self.interface($0, name: "eth\($0)") }, version: version)
        let listed = Listed(interfaces: bytes, version: version)
        let v4 = (IPAddress(10, 0, 0, 1), IPAddress(255, 255, 255, 0), IPAddress(10, 0, 0, 255))
        let v6 = (IPAddress(high: 0xfe80 << 48, low: 1), IPAddress(high: .max, low: 0), IPAddress(high: 0, low: 0))
        #expect(listed.entries == (1...4).map { kind in
            let (address, netmask, broadcast) = kind % 2 == 1 ? v4 : v6
            return ScapInterface(
                name: "eth\(kind)", address: address, netmask: netmask, broadcast: broadcast, linkSpeed: kind <= 2 ? 1_000_000_000 : 0)
        })
        #expect(listed.malformed == 0)
    }

    @Test(arguments: [0, 5, .max] as [UInt16])
    func interfacesOfOtherKindsAreMalformed(kind: UInt16) {
        var odd = Self.interface(1, name: "odd")
        odd.replaceSubrange(0..<2, with: littleEndian(kind))
        let entries = [Self.interface(1, name: "a"), odd, Self.interface(1, name: "b")]
        let new = Listed(interfaces: Self.interfaces(entries, version: 2), version: 2)
        #expect(new.entries.map(\.name) == ["a", "b"])
        #expect(new.malformed == 1)
        let old = Listed(interfaces: Self.interfaces(entries, version: 1), version: 1)
        #expect(old.entries.map(\.name) == ["a"])
        #expect(old.malformed == 1)
    }

    private static func accounts(version: Int) -> [UInt8] {
        let user = EntryBytes {
            $0.add(UInt8(0))
            for id in [1000, 1001] as [UInt32] { $0.add(id) }
            for text in ["ann", "/home/ann", "/bin/sh"] { $0.add(text) }
        }
        let group = EntryBytes {
            $0.add(UInt8(1))
            $0.add(UInt32(27))
            $0.add("sudo")
        }
        return EntryBytes { bytes in
            for entry in [user, group] { version == 1 ? bytes.raw(entry.bytes) : bytes.entry(entry.bytes) }
        }.bytes
    }

    private static let ann = ScapAccount.user(id: 1000, group: 1001, name: "ann", home: "/home/ann", shell: "/bin/sh")
    private static let sudo = ScapAccount.group(id: 27, name: "sudo")

    @Test(arguments: 1...2)
    func usersAndGroupsAreRead(version: Int) {
        let listed = Listed(accounts: Self.accounts(version: version), version: version)
        #expect(listed.entries == [Self.ann, Self.sudo])
        #expect(listed.malformed == 0)
    }

    @Test func accountsOfOtherKindsAreMalformed() {
        let odd = EntryBytes { $0.entry([2, 0, 0, 0, 0, 0, 0]) }.bytes
        let new = Listed(accounts: odd + Self.accounts(version: 2), version: 2)
        #expect(new.entries == [Self.ann, Self.sudo])
        #expect(new.malformed == 1)
        let old = Listed(accounts: Array(odd.dropFirst(4)) + Self.accounts(version: 1), version: 1)
        #expect(old.entries.isEmpty)
        #expect(old.malformed == 1)
    }

    @Test(arguments: 1...2)
    func listsCutAnywhereNeverInventAnEntry(version: Int) {
        let accounts = Self.accounts(version: version)
        for length in 0..<accounts.count {
            let listed = Listed(accounts: Array(accounts[..<length]), version: version)
            #expect([[], [Self.ann]].contains(listed.entries))
            #expect(listed.malformed <= 1)
        }
        let interfaces = Self.interfaces([Self.interface(1, name: "a"), Self.interface(2, name: "b")], version: version)
        for length in 0..<interfaces.count {
            let listed = Listed(interfaces: Array(interfaces[..<length]), version: version)
            #expect([[], ["a"]].contains(listed.entries.map(\.name)))
            #expect(listed.malformed <= 1)
        }
    }
}
