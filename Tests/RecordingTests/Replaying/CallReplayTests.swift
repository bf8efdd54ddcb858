import Events
import Testing

@testable import Recording

/// A capture of system calls becomes what the kernel programs would have told.
@Suite struct CallReplayTests {
    private let client = Endpoint.v4(1, 40_000), server = Endpoint.v4(2, 80)

    private func exchange(_ script: Script) {
        script.processes([(100, 100, "client"), (200, 200, "server")])
        script.socket(100, 5)
        script.connect(100, 5, client, server)
        script.accept(200, 7, from: client, to: server)
        script.write(100, 5, 60, "GET / HTTP/1.1")
        script.read(200, 7, 60, "GET / HTTP/1.1")
        script.write(200, 7, 90, "HTTP/1.1 200 OK")
        script.write(200, 7, 10)
        script.read(100, 5, 100, "HTTP/1.1 200 OK")
        script.close(100, 5)
        script.close(200, 7)
    }

    @Test(arguments: Halves.allCases)
    func bothEndsOfAConnectionAreToldWithTheirBytesAndTurns(_ halves: Halves) throws {
        let script = Script(halves)
        exchange(script)
        let told = Told(script)
        #expect(told.error == nil)
        #expect(told.sums(.client) == .init(opened: 1, closed: 1, requests: 1, sent: 60, received: 100))
        #expect(told.sums(.server) == .init(opened: 1, closed: 1, requests: 1, sent: 100, received: 60))
        #expect(told.payloads.filter { $0 == "GET / HTTP/1.1" }.count == 2)
        let open = try #require(told.events.first { $0.role == .client && $0.kind == .open })
        #expect(open.local == client && open.remote == server && open.owner.process == 100 && open.owner.command == Command("client"))
    }

    @Test func bothEndsHaveTheSamePairOfNumbersTurnedRound() throws {
        let script = Script()
        exchange(script)
        let told = Told(script)
        let here = try #require(told.events.first { $0.role == .client }), there = try #require(told.events.first { $0.role == .server })
        #expect(here.initialSequenceSent == there.initialSequenceReceived && here.initialSequenceReceived == there.initialSequenceSent)
        #expect(here.initialSequenceSent != 0 && here.cookie != there.cookie)
    }

    @Test func aConnectionEndsWithTheLastDescriptorThatMeansIt() {
        let script = Script()
        script.socket(100, 5)
        script.connect(100, 5, client, server)
        script.duplicate(100, 5, as: 9)
        script.close(100, 5)
        script.write(100, 9, 10)
        #expect(Told(script).sums(.client) == .init(opened: 1, sent: 10))
        script.close(100, 9)
        #expect(Told(script).sums(.client) == .init(opened: 1, closed: 1, sent: 10))
    }

    @Test(arguments: [-111, -110] as [Int64])
    func aRefusedConnectHasFailedEachTime(_ result: Int64) {
        let script = Script()
        script.socket(100, 5)
        for _ in 0..<3 { script.connect(100, 5, client, server, result: result) }
        script.close(100, 5)
        let told = Told(script)
        #expect(told.sums(.client) == .init(failed: 3))
        #expect(told.events.allSatisfy { Int64($0.error) == -result })
    }

    @Test(arguments: [(0, 1, 0), (111, 0, 1)] as [(Int64, Int, Int)])
    func aConnectInTheBackgroundEndsAsTheOptionSays(_ error: Int64, _ opened: Int, _ failed: Int) {
        let script = Script()
        script.socket(100, 5)
        script.connect(100, 5, client, server, result: -115)
        #expect(Told(script).events.isEmpty)
        script.event(46, 100, [])
        let value = [UInt8(1)] + withUnsafeBytes(of: error.littleEndian) { Array($0) }
        script.event(47, 100, [.number(0), .number(5), .byte(1), .byte(4), .data(value), .small(4)])
        let sums = Told(script).sums(.client)
        #expect(sums.opened == opened && sums.failed == failed)
    }

    @Test func aConnectInTheBackgroundIsThereWhenBytesMove() {
        let script = Script()
        script.socket(100, 5)
        script.connect(100, 5, client, server, result: -115)
        script.write(100, 5, 10)
        #expect(Told(script).sums(.client) == .init(opened: 1, sent: 10))
    }

    @Test func whatAConvertedFileDoesNotKnowIsNotDescriptorZero() {
        let script = Script()
        script.socket(100, 5)
        script.connect(100, 5, client, server)
        script.event(8, 100, [.number(5), .small(9)])
        script.event(9, 100, [.number(20), .nothing, .number(0), .small(0)])
        #expect(Told(script).sums(.client).sent == 20)
    }

    @Test func aNumberThatIsGivenAgainMeansTheNewFile() {
        let script = Script()
        script.socket(100, 5)
        script.connect(100, 5, client, server)
        script.event(2, 100, [.text("/etc/x"), .small(1), .small(0)])
        script.event(3, 100, [.number(5), .text("/etc/x"), .small(1), .small(0), .small(0)])
        script.write(100, 5, 77)
        #expect(Told(script).sums(.client) == .init(opened: 1, closed: 1))
    }

    @Test func aConnectionThatIsCutIsReset() {
        let script = Script()
        script.socket(100, 5)
        script.connect(100, 5, client, server)
        script.write(100, 5, 10)
        script.read(100, 5, -104)
        script.close(100, 5)
        #expect(Told(script).events.map { Int($0.news.resets) }.reduce(0, +) == 1)
    }

    @Test func aSocketKeepsItsNumberWhateverItIsSaidToBeConnectedTo() {
        let script = Script()
        script.socket(100, 5)
        script.connect(100, 5, client, server)
        script.event(22, 100, [.number(5), .nothing])
        script.event(23, 100, [.number(0), .unix(0xaa, 0xbb, "/x"), .number(5), .nothing])
        script.write(100, 5, 1)
        let told = Told(script)
        #expect(Set(told.events.map(\.cookie)).count == 1 && told.events.map(\.sequence) == [0, 1])
    }

    @Test(arguments: [.min, .max, -1, 0] as [Int64])
    func aResultThatNoCallHasIsNoHarm(_ result: Int64) {
        let script = Script()
        script.socket(100, 5)
        script.connect(100, 5, client, server, result: result)
        script.connect(100, 5, client, server)
        script.write(100, 5, result)
        script.read(100, 5, result)
        #expect(Told(script).error == nil)
    }
}
