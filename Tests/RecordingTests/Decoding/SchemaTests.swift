@testable import Recording
import Testing

@Suite struct SchemaTests {
    @Test func tablesAreUnderstoodToTheLastWord() {
        var table = ScapTypeTable(count: ScapSchema.count)
        for text in [ScapSchema.types0to117, ScapSchema.types118to231, ScapSchema.types232to335, ScapSchema.types336to453] {
            table.read(text)
        }
        #expect(table.failures == [])
        // 34 numbers were never used: the other halves of single events, and what has no enter half.
        #expect(table.types.filter { $0 != nil }.count == 454 - 34)
    }

    @Test(arguments: [
        "1 > a fd:fd\n1 < a", "500 > a", "2 - a", "3 >", "4 > a fd:nothing", "4 > a fd", "5 > a as:5", "5 > a as:4", "6 > a huge",
    ])
    func linesThatAreWrongAreFailures(text: String) {
        var table = ScapTypeTable(count: 454)
        table.read(text)
        #expect(!table.failures.isEmpty)
    }

    @Test func linesGoOnAndRepeatOthers() {
        var table = ScapTypeTable(count: 10)
        table.read("1 < a res:errno\n      fd:fd\n3 = b as:1 large data:bytes")
        #expect(table.failures == [])
        #expect(table.types[1]?.parameters.map(\.name) == ["res", "fd"])
        #expect(table.types[1]?.isExit == true)
        #expect(table.types[3]?.parameters.map(\.kind) == [.errno, .fd, .bytes])
        #expect(table.types[3]?.isExit == false)
        #expect(table.types[3]?.isLarge == true)
    }

    /// Counts as scap-format and libs 0.25 have them.
    @Test(arguments: [
        (0, "syscall", 2), (5, "close", 2), (7, "read", 4), (19, "socket", 5), (22, "connect", 2), (23, "connect", 4), (27, "accept", 3),
        (51, "sendmmsg", 5), (55, "recvmmsg", 6), (81, "poll", 3), (115, "pwrite", 5), (151, "fcntl", 4), (157, "clone", 16),
        (186, "procexit", 5), (223, "clone", 21), (225, "fork", 21), (227, "vfork", 21), (231, "execve", 16), (247, "accept", 5),
        (269, "tracer", 3), (283, "execve", 17), (289, "execve", 17), (293, "execve", 31), (324, "container", 1), (331, "execveat", 30),
        (335, "clone3", 21), (389, "accept4", 6), (402, "asyncevent", 3), (430, "task", 32), (453, "keyctl", 6),
    ] as [(UInt16, String, Int)])
    func typesAreThoseOfTheFormat(number: UInt16, name: String, count: Int) {
        #expect(ScapSchema.type(number)?.name == name)
        #expect(ScapSchema.parameterCount(number) == count)
    }

    @Test func countsAreThoseOfTheTypes() {
        #expect(ScapSchema.counts.count == 454)
        for number in UInt16.min...UInt16.max {
            let count = ScapSchema.type(number)?.parameters.count ?? 0
            if ScapSchema.parameterCount(number) != count { Issue.record("type \(number)") }
            if number >= 454, ScapSchema.type(number) != nil { Issue.record("type \(number)") }
        }
    }

    @Test func largeTypesAreThree() {
        #expect((0..<454).filter { ScapSchema.type($0)?.isLarge == true } == [322, 324, 402])
    }

    /// What stands between the halves of a call and does not end it.
    @Test func halvesOfCallsAreTwo() {
        for number in UInt16(0)..<454 {
            guard let type = ScapSchema.type(number) else { continue }
            #expect(type.number == number)
            #expect(type.isExit == (number % 2 == 1 && ![149, 269].contains(number)))
            if !type.isSingle, number % 2 == 0 { #expect(ScapSchema.type(number + 1)?.name == type.name, "type \(number)") }
        }
        for number in [16, 146, 148, 149, 152, 186, 228, 232, 234, 244, 260, 270, 272, 280, 286, 290, 322, 324, 354, 402, 430] as [UInt16] {
            #expect(ScapSchema.type(number)?.isSingle == true, "type \(number)")
        }
    }

    @Test func namesOfParametersAreUniqueInTheirType() {
        for number in UInt16(0)..<454 {
            let names = ScapSchema.type(number)?.parameters.map(\.name) ?? []
            #expect(Set(names).count == names.count, "type \(number)")
        }
    }
}
