import Events
import Testing

@testable import Recording

/// A capture that somebody has changed at random is read to its end or to the damage, whatever it says.
@Suite struct ReplayMutationTests {
    private static let seed: [UInt8] = {
        let script = Script()
        script.processes([(100, 100, "client"), (200, 200, "server"), (201, 200, "server")])
        script.writer.descriptors([ScapDescriptor(number: 9, inode: 4, content: .unix(source: 1, destination: 2, path: "/x"))], of: 100)
        let (client, server) = (Endpoint.v4(1, 40_000), Endpoint.v4(2, 80))
        for round in 0..<4 as Range<Int64> {
            script.socket(100, 5)
            script.connect(100, 5, client, server, result: round == 3 ? -111 : 0)
            script.accept(200, 7, from: client, to: server)
            script.write(100, 5, 60, "GET / HTTP/1.1")
            script.read(201, 7, 60)
            script.duplicate(100, 5, as: 4000 + round * 1000)
            script.fork(200, child: UInt64(300 + round), "child")
            script.write(UInt64(300 + round), 7, 10)
            script.close(100, 5)
            script.exit(UInt64(300 + round))
        }
        return script.bytes
    }()

    @Test(arguments: 1...400 as ClosedRange<UInt64>)
    func anyChangeIsSurvived(seed: UInt64) {
        var random = SeededEntries(seed: seed)
        var bytes = Self.seed
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let place = Int.random(in: 28..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[place] = 0xff
            case 2: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            default: bytes.removeSubrange(place..<min(place + 4, bytes.count))
            }
        }
        let told = Told(bytes)
        #expect(told.error != nil || told.facts.lastTime > 0)
        for event in told.events {
            #expect(event.cookie != 0)
        }
    }
}
