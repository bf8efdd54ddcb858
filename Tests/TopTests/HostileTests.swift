import Seeded
import Terminal
import Testing
@testable import Top
import TopDemo
import Traffic

@Suite struct HostileTests {
    @Test("whatever nodes are called, whatever they claim and whatever is pressed: no crash, nothing beyond the edges, no escape from a name")
    func anything() {
        for seed in UInt64(0)..<150 {
            var random = SplitMix(state: seed)
            var top = Top(RandomInput.options(&random))
            for _ in 0..<15 {
                switch random.below(4) {
                case 0: top.update(RandomInput.graph(&random), RandomInput.status(&random))
                case 1: top.requests((0..<random.below(20)).map { _ in RandomInput.request(&random) })
                default: for _ in 0..<random.below(6) { top.handle(RandomInput.key(&random)) }
                }
                let size = ScreenSize(columns: 1 + random.below(300), rows: 1 + random.below(60))
                let frame = top.frame(size)
                #expect(frame.count == size.rows, "seed \(seed)")
                #expect(frame.allSatisfy { $0.width <= size.columns && Text.width($0.text) <= size.columns }, "seed \(seed)")
                #expect(frame.allSatisfy { $0.text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }, "seed \(seed)")
            }
        }
    }

    @Test("a terminal that gets only what changed shows what it would were all written again")
    func differences() {
        for seed in UInt64(0)..<40 {
            var random = SplitMix(state: seed)
            var top = Top(RandomInput.options(&random))
            var screen = Screen(style: .coloured)
            let size = ScreenSize(columns: 20 + random.below(120), rows: 5 + random.below(30))
            var terminal = Emulator(size)
            for _ in 0..<20 {
                if random.below(3) == 0 { top.update(RandomInput.graph(&random), RandomInput.status(&random)) }
                for _ in 0..<random.below(4) { top.handle(RandomInput.key(&random)) }
                let frame = top.frame(size)
                terminal.take(screen.draw(frame, size))
                #expect(terminal.text == frame.map(\.text), "seed \(seed)")
                #expect(terminal.complaint == nil, "seed \(seed)")
            }
        }
    }

    @Test("a frame that is the same costs the terminal nothing, another clock a line or two")
    func frugal() {
        var player = Player()
        var screen = Screen(style: .plain)
        let size = ScreenSize(columns: 80, rows: 24)
        #expect(screen.draw(player.top.frame(size), size).utf8.count > 500)
        #expect(screen.draw(player.top.frame(size), size) == "")
        player.top.update(Demo.graph(), Demo.status(step: 1))
        #expect(screen.draw(player.top.frame(size), size).utf8.count < 200)
    }
}
