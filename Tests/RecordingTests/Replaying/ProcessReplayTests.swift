import Events
import Testing

@testable import Recording

/// Descriptors follow clone, exec and exit; names are told before they are needed.
@Suite struct ProcessReplayTests {
    private let client = Endpoint.v4(1, 40_000), server = Endpoint.v4(2, 80)

    private func connected() -> Script {
        let script = Script()
        script.processes([(100, 100, "parent")])
        script.socket(100, 5)
        script.connect(100, 5, client, server)
        return script
    }

    @Test func aChildHasADescriptorOfItsOwnForTheSameConnection() {
        let script = connected()
        script.fork(100, child: 101, "child")
        script.close(100, 5)
        script.write(101, 5, 30)
        let told = Told(script)
        #expect(told.sums(.client) == .init(opened: 1, sent: 30))
        #expect(told.events.last?.owner.process == 101 && told.events.last?.owner.command == Command("child"))
        script.exit(101)
        #expect(Told(script).sums(.client).closed == 1)
    }

    /// CLONE_FILES and CLONE_THREAD in the format's numbers.
    @Test func aThreadSharesItsProcesssDescriptors() {
        let script = connected()
        script.fork(100, child: 101, "parent", flags: 0x2001)
        script.write(101, 5, 30)
        script.close(101, 5)
        script.exit(101)
        let told = Told(script)
        #expect(told.sums(.client) == .init(opened: 1, closed: 1, sent: 30))
        #expect(told.events.allSatisfy { $0.owner.process == 100 })
        #expect(!told.processes.contains { $0.kind == .exit })
    }

    @Test func whatAProcessHasOpenEndsWithIt() {
        let script = connected()
        script.exit(100)
        let told = Told(script)
        #expect(told.sums(.client) == .init(opened: 1, closed: 1))
        #expect(told.processes.last?.kind == .exit && told.processes.last?.owner.process == 100)
    }

    @Test func aNumberThatIsUsedAgainIsAnotherProcess() {
        let script = connected()
        script.fork(100, child: 101, "first")
        script.fork(100, child: 101, "second")
        script.write(101, 5, 30)
        #expect(Told(script).events.last?.owner.command == Command("second"))
    }

    @Test func aProgramIsToldBeforeItsFirstConnection() throws {
        let told = Told(connected())
        let program = try #require(told.processes.first)
        #expect(program.kind == .exec && program.owner.process == 100 && program.arguments == ["/bin/parent"])
        #expect(told.cgroups.map(\.path) == ["/box/parent"])
        #expect(told.events.first?.owner.cgroupV1 == told.cgroups.first?.cgroup)
    }

    @Test func aProcessThatMovesNothingIsNotTold() {
        let script = Script()
        script.processes([(100, 100, "idle")])
        script.exit(100)
        #expect(Told(script).processes.map(\.kind) == [.exit])
    }

    @Test func anExecChangesTheName() {
        let script = connected()
        script.event(292, 100, [.text("/bin/other")])
        script.event(293, 100, [
            .number(0), .text("other"), .data(Array("-x\0".utf8)), .number(100), .number(100), .number(1), .text("/"), .number(0), .number(0),
            .number(0), .small(0), .small(0), .small(0), .text("other"), .nothing,
        ])
        script.write(100, 5, 1)
        let told = Told(script)
        #expect(told.events.last?.owner.command == Command("other"))
        #expect(told.processes.last?.arguments == ["other", "-x"])
        #expect(told.events.last?.owner.cgroupV1 != nil, "its cgroup stays")
    }

    @Test func aThreadOfWhichNobodyToldIsAProcess() {
        let script = Script()
        script.socket(4711, 3)
        script.connect(4711, 3, client, server)
        #expect(Told(script).events.first?.owner.process == 4711)
    }
}
