import Events
import Seeded
import Testing

@testable import Conntrack

@Suite struct TranslationTableTests {
    private let dialled = Endpoint.ten(99, 80)

    private func server(_ table: TranslationTable, _ port: UInt16 = 4000) -> Endpoint? {
        table.destination(client: .ten(1, port), dialled: dialled, transport: .tcp)
    }

    @Test("the true server is found by what was dialled, for this client and this transport only")
    func destination() {
        var table = TranslationTable()
        table.begin(.redirected())
        #expect(server(table) == .ten(2, 8080))
        #expect(server(table, 4001) == nil)
        #expect(table.destination(client: .ten(1, 4000), dialled: dialled, transport: .udp) == nil)
        // The client is not translated.
        #expect(table.origin(server: .ten(2, 8080), client: .ten(1, 4000), transport: .tcp) == nil)
    }

    @Test("the true client is found by what its server sees")
    func origin() {
        var table = TranslationTable()
        table.begin(
            Translation(
                transport: .udp, original: .init(source: .ten(1, 4000), destination: .ten(2, 53)),
                reply: .init(source: .ten(2, 53), destination: .ten(254, 1024))))
        #expect(table.origin(server: .ten(2, 53), client: .ten(254, 1024), transport: .udp) == .ten(1, 4000))
        #expect(table.destination(client: .ten(1, 4000), dialled: .ten(2, 53), transport: .udp) == nil)
    }

    @Test("an ended connection is found for ten seconds more, and then no memory of it is left")
    func lingering() {
        var reading = Reading()
        let told = ToldConnection(.redirected())
        reading.read(told.begun())
        reading.read(told.ended(), at: 100)
        reading.read(told.ended(), at: 105)
        reading.table.expire(at: MonotonicTime(nanoseconds: 109_999_999_999))
        #expect(server(reading.table) == .ten(2, 8080))
        reading.table.expire(at: MonotonicTime(nanoseconds: 110_000_000_000))
        #expect(server(reading.table) == nil && reading.table.count == 0)
    }

    @Test("the same ports used again mean the new connection, whatever is told late of the old")
    func reuse() {
        var table = TranslationTable()
        table.begin(.redirected(id: 1))
        table.begin(.redirected(to: .ten(3, 8080), id: 2))
        #expect(server(table) == .ten(3, 8080) && table.count == 1)
        table.end(.redirected(id: 1), at: MonotonicTime(nanoseconds: 0))
        table.expire(at: MonotonicTime(nanoseconds: .max))
        #expect(server(table) == .ten(3, 8080))
    }

    @Test("a connection that nobody translates is not kept, and replaces one with its tuples")
    func untranslated() {
        var table = TranslationTable()
        table.begin(.redirected())
        table.begin(.redirected(to: dialled))
        #expect(server(table) == nil && table.count == 0)
    }

    @Test("two zones with the same tuples and different servers give no answer, until they are told again")
    func zones() {
        var table = TranslationTable()
        table.begin(.redirected(zone: 1, id: 1))
        table.begin(.redirected(to: dialled, zone: 2, id: 9))
        #expect(server(table) == .ten(2, 8080))
        table.begin(.redirected(to: .ten(3, 8080), zone: 2, id: 2))
        #expect(server(table) == nil)
        table.end(.redirected(to: .ten(3, 8080), zone: 2, id: 2), at: MonotonicTime(nanoseconds: 0))
        table.expire(at: MonotonicTime(nanoseconds: .max))
        table.begin(.redirected(zone: 1, id: 3))
        #expect(server(table) == .ten(2, 8080))
    }

    @Test("when it is full the ended leave first, then the oldest, and that is counted")
    func full() {
        var table = TranslationTable(limit: 3)
        for port in 1...3 { table.begin(.redirected(UInt16(port), id: UInt32(port))) }
        table.end(.redirected(2, id: 2), at: MonotonicTime(nanoseconds: 0))
        table.begin(.redirected(4))
        #expect([1, 2, 3, 4].map { server(table, $0) != nil } == [true, false, true, true])
        #expect(table.evicted == 0)
        table.begin(.redirected(5))
        #expect([1, 3, 4, 5].map { server(table, $0) != nil } == [false, true, true, true])
        #expect(table.evicted == 1 && table.count == 3)
    }

    /// Against lists that are searched from end to end.
    @Test("in any order of news it answers as a plain list would", arguments: [11, 12, 13, 14] as [UInt64])
    func model(seed: UInt64) {
        var random = SplitMix(state: seed)
        var table = TranslationTable(limit: 1000)
        var living: [Translation] = []
        var ended: [(Translation, UInt64)] = []
        for step in 0..<20_000 as Range<UInt64> {
            let now = MonotonicTime(nanoseconds: step * 100_000_000)
            let told = Translation.redirected(
                UInt16(random.below(40)), to: .ten(UInt8(2 + random.below(3)), 8080), id: UInt32(random.below(2)))
            switch random.below(3) {
            case 0:
                let index = living.firstIndex { $0.original == told.original && $0.id == told.id }
                if let index { ended.append((living.remove(at: index), now.nanoseconds)) }
                table.end(told, at: now)
            default:
                living.removeAll { $0.original == told.original || $0.reply == told.reply }
                ended.removeAll { $0.0.original == told.original || $0.0.reply == told.reply }
                living.append(told)
                table.begin(told)
            }
            table.expire(at: now)
            ended.removeAll { now.nanoseconds - $0.1 >= 10_000_000_000 }
            let port = UInt16(random.below(40))
            let expected = (living + ended.map(\.0)).first { $0.original.source.port == port }?.reply.source
            #expect(server(table, port) == expected)
            #expect(table.count == living.count + ended.count)
        }
    }
}
