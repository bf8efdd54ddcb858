import Events
import Testing
import Traffic

/// Whatever is lost on the way and in whatever order the rest comes: bytes, requests and connections out equal those in.
@Suite struct ExactSumsTests {
    static let seeds: [UInt64] = Array(1...8)

    /// How the records of a crowd come out of the rings.
    enum Order: CaseIterable {
        case byTime, byConnection, shuffledConnections, interleaved, late
    }

    @Test(arguments: seeds, Order.allCases)
    func sumsOverAllReportsAreTheTruth(seed: UInt64, order: Order) {
        var crowd = Crowd(seed: seed)
        crowd.play(200, losing: 0)
        #expect(sums(crowd, order, seed: seed) == crowd.truth, "seed \(seed), \(order)")
    }

    @Test(arguments: seeds, Order.allCases)
    func sumsAreTheTruthThoughAThirdOfTheRecordsIsLost(seed: UInt64, order: Order) {
        var crowd = Crowd(seed: seed)
        crowd.play(200, losing: 0.33)
        #expect(crowd.scene.lost > 100, "seed \(seed)")
        #expect(sums(crowd, order, seed: seed) == crowd.truth, "seed \(seed), \(order)")
    }

    @Test(arguments: seeds)
    func orderAmongConnectionsChangesNoSum(seed: UInt64) {
        var crowd = Crowd(seed: seed)
        crowd.play(100, losing: 0.1)
        let all = Order.allCases.map { sums(crowd, $0, seed: seed) }
        #expect(all.allSatisfy { $0 == all[0] }, "seed \(seed)")
    }

    @Test(arguments: seeds)
    func sameRecordsGiveTheSameReports(seed: UInt64) {
        var crowd = Crowd(seed: seed)
        crowd.play(100, losing: 0.1)
        let first = Scene()
        let second = Scene()
        for scene in [first, second] { scene.deliver(ordered(crowd, .byTime, seed: seed)) }
        let reports = [first, second].map { scene in
            scene.tick(at: 2_000_000).map { "\($0.key) \($0.counters) \($0.times.request?.sum ?? 0) \($0.active)" }.sorted()
        }
        #expect(reports[0] == reports[1], "seed \(seed)")
    }

    private func sums(_ crowd: Crowd, _ order: Order, seed: UInt64) -> FlowCounters {
        let scene = Scene()
        var random = SeededGenerator(seed: seed ^ 0xfeed)
        var sums = FlowCounters()
        for record in ordered(crowd, order, seed: seed) {
            scene.deliver(record)
            if Int.random(in: 0..<50, using: &random) == 0 {
                scene.tracker.settle(at: record.event.time)
                sums += scene.tracker.report().counters
            }
        }
        scene.tracker.finish()
        sums += scene.tracker.report().counters
        return sums
    }

    private func ordered(_ crowd: Crowd, _ order: Order, seed: UInt64) -> [Record] {
        var random = SeededGenerator(seed: seed)
        var sockets = crowd.records
        switch order {
        case .byTime:
            return sockets.flatMap { $0 }.sorted { $0.place < $1.place }
        case .byConnection:
            return sockets.flatMap { $0 }
        case .shuffledConnections:
            return sockets.shuffled(using: &random).flatMap { $0 }
        case .interleaved:
            return interleaved(&sockets, &random)
        case .late: // a few come after later ones of their connection
            for index in sockets.indices where sockets[index].count > 2 && Bool.random(using: &random) {
                let from = Int.random(in: 0..<sockets[index].count - 1, using: &random)
                sockets[index].swapAt(from, from + 1)
            }
            return interleaved(&sockets, &random)
        }
    }

    private func interleaved(_ sockets: inout [[Record]], _ random: inout SeededGenerator) -> [Record] {
        var records: [Record] = []
        var positions = sockets.map { _ in 0 }
        var open = Array(sockets.indices)
        while !open.isEmpty {
            let pick = Int.random(in: 0..<open.count, using: &random)
            let socket = open[pick]
            records.append(sockets[socket][positions[socket]])
            positions[socket] += 1
            if positions[socket] == sockets[socket].count { open.swapAt(pick, open.count - 1); open.removeLast() }
        }
        return records
    }
}

extension Record {
    /// By time; at the same time in the order of their connection.
    fileprivate var place: (UInt64, UInt64, UInt32) { (event.time.nanoseconds, event.cookie, event.sequence) }
}
