@testable import Recording
import Testing

@Suite struct ThreadListTests {
    @Test(arguments: 1...9)
    func eachVersionHasItsFields(version: Int) {
        let first = ScapThread.distinct(version: version)
        var second = first
        second.thread = 2001
        second.command = ""
        second.arguments = []
        let listed = Listed(threads: first.entry(version: version) + second.entry(version: version), version: version)
        #expect(listed.entries == [first, second])
        #expect(listed.malformed == 0)
    }

    @Test(arguments: 1...9)
    func paddingIsNoEntry(version: Int) {
        let thread = ScapThread.distinct(version: version)
        for padding in 0...3 {
            let listed = Listed(threads: thread.entry(version: version) + [UInt8](repeating: 0, count: padding), version: version)
            #expect(listed.entries == [thread])
            #expect(listed.malformed == 0)
        }
    }

    /// The login user and the bit behind it stand first in tails of up to 29 bytes, and behind 12 bytes in longer ones.
    @Test func tailsOfEveryLengthAreUnderstood() {
        let loginAndWritable = littleEndian(UInt32(1000)) + [1]
        let capabilities = [UInt8](repeating: 0x77, count: 24)
        let namespaceAndTerminal = [UInt8](repeating: 0x55, count: 12)
        for length in 0...100 {
            let whole = (length <= 29 ? [] : namespaceAndTerminal) + loginAndWritable + capabilities + [UInt8](repeating: 0x66, count: 100)
            var expected = ScapThread.distinct(version: 9)
            let behind = expected
            if length >= 4 { expected.loginUser = 1000 }
            if length >= 5 { expected.canWriteExecutable = true }
            let list = expected.entry(version: 9, tail: Array(whole[..<length])) + behind.entry(version: 9)
            let listed = Listed(threads: list, version: 9)
            #expect(listed.entries == [expected, behind], "tail of \(length) bytes")
            #expect(listed.malformed == 0)
        }
    }

    @Test func loginUserMayBeNobody() {
        let tail = littleEndian(UInt32.max) + [0]
        let listed = Listed(threads: ScapThread.distinct(version: 9).entry(version: 9, tail: tail), version: 9)
        #expect(listed.entries.first?.loginUser == .max)
        #expect(listed.entries.first?.canWriteExecutable == false)
    }

    @Test func entryTooShortForItsFieldsIsPassedOver() {
        let good = ScapThread.distinct(version: 9)
        let fields = good.fields(version: 9)
        for length in 0..<fields.count {
            let list = EntryBytes {
                $0.entry(fields)
                $0.entry(Array(fields[..<length]))
                $0.entry(fields)
            }
            let listed = Listed(threads: list.bytes, version: 9)
            #expect(listed.entries == [good, good])
            #expect(listed.malformed == 1)
        }
    }

    @Test(arguments: [0, 3, 1000, .max] as [UInt32])
    func entryWhoseLengthCannotBeEndsTheList(length: UInt32) {
        let good = ScapThread.distinct(version: 9)
        let listed = Listed(threads: good.entry(version: 9) + littleEndian(length) + good.fields(version: 9), version: 9)
        #expect(listed.entries.first == good)
        #expect(listed.entries.count == 1)
        #expect(listed.malformed == 1)
    }

    @Test(arguments: 1...9)
    func listCutAnywhereGivesTheEntriesBeforeAndCountsTheRest(version: Int) {
        let thread = ScapThread.distinct(version: version)
        let entry = thread.entry(version: version)
        for length in 0..<(2 * entry.count) {
            let listed = Listed(threads: Array((entry + entry)[..<length]), version: version)
            let (whole, rest) = length.quotientAndRemainder(dividingBy: entry.count)
            #expect(listed.entries == Array(repeating: thread, count: whole))
            #expect(listed.malformed == (rest >= 4 ? 1 : 0), "cut at \(length)") // less is taken for padding
        }
    }

    @Test func cgroupsWithoutASubsystemAreV2AndEmptyOnesAreNone() {
        var thread = ScapThread.distinct(version: 8)
        thread.cgroups = []
        let bytes = EntryBytes {
            var before = thread
            before.root = ""
            $0.raw(Array(before.fields(version: 8).dropLast(4))) // no cgroups, no root
            $0.add(["", "/plain", "=/named"])
            $0.add(thread.root)
        }
        let listed = Listed(threads: bytes.bytes, version: 8)
        #expect(listed.entries.first?.cgroups == [ScapCgroup(subsystem: "", path: "/plain"), ScapCgroup(subsystem: "", path: "/named")])
        #expect(listed.malformed == 0)
    }
}
