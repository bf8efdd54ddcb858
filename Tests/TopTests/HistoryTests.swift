import Testing
@testable import Top

@Suite struct HistoryTests {
    @Test("a trend fills its cell where it was highest; nothing is a space")
    func bars() {
        var history = TopHistory()
        for rate in [8, 0, 1, 4, 8] as [Float] { history.note([.node("a"): rate]) }
        #expect(history.trend(.node("a"), cells: 5) == "█ ▂▅█")
        #expect(history.trend(.node("a"), cells: 3) == "▂▅█")
        #expect(history.trend(.node("a"), cells: 8) == "   █ ▂▅█")
        #expect(history.trend(.node("b"), cells: 5) == "")
    }

    @Test("who came later has been still before")
    func late() {
        var history = TopHistory()
        history.note([.node("a"): 1])
        history.note([.node("a"): 1, .node("b"): 1])
        #expect(history.trend(.node("b"), cells: 2) == " █")
    }

    @Test("it is bounded: the still are forgotten, and the many are not all kept")
    func bounded() {
        var history = TopHistory()
        history.note([.node("a"): 1])
        for _ in 0..<TopHistory.length { history.note([:]) }
        #expect(history.count == 0)
        let many = (0..<TopHistory.most + 10).map { (TopItem.node("\($0)"), Float(1)) }
        history.note(Dictionary(uniqueKeysWithValues: many))
        #expect(history.count == TopHistory.most)
    }
}
