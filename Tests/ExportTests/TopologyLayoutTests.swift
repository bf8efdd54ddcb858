import Seeded
import Testing

@testable import Export

@Suite struct TopologyLayoutTests {
    @Test("who asks is left of who answers, at the end of the longest way") func ranks() {
        let layout = LayeredLayout(band: [0, 0, 0, 0], edges: [(0, 1), (1, 2), (0, 2), (2, 3), (3, 3)])
        #expect(Array(layout.ranks.prefix(4)) == [0, 1, 2, 3])
        #expect(layout.routes.map(\.count) == [0, 0, 1, 0, 0])
        #expect(layout.ranks[layout.routes[2][0]] == 1 && layout.rows[layout.routes[2][0]] != layout.rows[1])
    }

    @Test("a circle is broken where it comes back to whoever nobody else asks") func circle() {
        #expect(Array(LayeredLayout(band: [0, 0, 0], edges: [(0, 1), (1, 2), (2, 1)]).ranks.prefix(3)) == [0, 1, 2])
        #expect(Array(LayeredLayout(band: [0, 0], edges: [(0, 1), (1, 0)]).ranks.prefix(2)) == [0, 1])
    }

    @Test("lines that need not cross do not") func crossings() {
        // 0 and 1 ask 2 and 3 crosswise
        let layout = LayeredLayout(band: [0, 0, 0, 0], edges: [(0, 3), (1, 2)])
        #expect((layout.rows[0] < layout.rows[1]) == (layout.rows[3] < layout.rows[2]))
    }

    @Test("boxes never share a place and stay in their band, whoever asks whom", arguments: 0..<50)
    func places(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        let count = random.below(40) + 1
        let bands = random.below(4) + 1
        let band = (0..<count).map { _ in random.below(bands) }
        let edges = (0..<random.below(80)).map { _ in (random.below(count), random.below(count)) }
        let layout = LayeredLayout(band: band, edges: edges)
        for box in 0..<count {
            let (first, rows) = layout.bands[band[box]]
            #expect(layout.rows[box] - 0.5 >= first - 1e-9 && layout.rows[box] + 0.5 <= first + rows + 1e-9)
            for other in 0..<box where layout.ranks[other] == layout.ranks[box] {
                #expect(abs(layout.rows[other] - layout.rows[box]) > 0.999, "\(other) and \(box), seed \(seed)")
            }
        }
        #expect(LayeredLayout(band: band, edges: edges).rows == layout.rows)
    }

    @Test("nothing at all has a layout, and so has a chain of thousands") func ends() {
        #expect(LayeredLayout(band: [], edges: []).ranks.isEmpty)
        let chain = LayeredLayout(band: [Int](repeating: 0, count: 300), edges: (0..<299).map { ($0, $0 + 1) })
        #expect(chain.ranks.last == 299)
        #expect(LayeredRanks(20_000, (0..<19_999).map { ($0, $0 + 1) }).ranks.last == 19_999)
    }
}
