import Terminal
import Testing
@testable import Top
import TopDemo
import Traffic

@Suite struct MovementTests {
    @Test("what was chosen stays chosen when the order changes")
    func selectionStays() {
        var player = Player(updates: 6)
        player.press("2↓")
        #expect(player.names() == ["shop/redis", "[shop/web]", "shop/api", "node-1: wrk", "node-1: weir"])
        player.press("S") // the least first
        #expect(player.names() == ["shop/api", "[shop/web]", "shop/redis", "node-1: wrk", "node-1: weir"])
        player.press("<<") // by kind, then by name
        #expect(player.names().contains("[shop/web]"))
    }

    @Test("who has chosen nothing sees whatever is first")
    func nothingChosen() {
        var player = Player(updates: 6)
        player.press("2S")
        #expect(player.names().first == "[shop/api]")
        player.press("S")
        #expect(player.names().first == "[shop/redis]")
    }

    @Test("when the chosen row goes, what takes its place is chosen")
    func selectionGoes() {
        var player = Player(updates: 6)
        player.press("2↓↓↓↓")
        #expect(player.names().last == "[node-1: weir]")
        player.press("h")
        #expect(player.names() == ["shop/redis", "shop/web", "shop/api", "[node-1: wrk]"])
    }

    @Test("the way back up finds what one left, step by step, and ends at the tab")
    func wayBack() {
        var player = Player(updates: 6)
        player.press("2jj⏎j⏎")
        #expect(player.names() == ["[api]"])
        player.press("⌫")
        #expect(player.names() == ["api.1", "[api.2]"])
        player.press("⎋")
        #expect(player.names()[2] == "[shop/api]")
        player.press("⌫⌫⌫")
        #expect(player.names()[2] == "[shop/api]")
    }

    @Test("a list longer than the screen scrolls with the choice, and no further than its end")
    func scrolling() {
        var player = Player()
        player.press("↓↓↓↓↓")
        let frame = player.see(80, 10).split(separator: "\n")
        #expect(frame.count == 10)
        #expect(frame[2].hasSuffix("6 of 7"))
        #expect(frame[4].hasPrefix("shop/api@node-2"))
        #expect(frame[8].hasPrefix("shop/api@node-1 → 10.0.7.12"))
        player.press("↓↓↓↓")
        #expect(player.see(80, 10).contains("7 of 7"))
    }

    @Test("flows are put together by what their ends have in common")
    func grouping() {
        var player = Player()
        player.press("gg")
        #expect(player.names().first == "[shop/api → shop/redis :6379]")
        #expect(player.see(80, 24).contains("Flows by app"))
        player.press("g")
        #expect(player.names().first == "[node-1 → node-2 :6379]")
    }

    @Test("a filter finds by name, host and image, in any case, and Escape shows all again")
    func filters() {
        var player = Player()
        player.press("3/SHOP/API:7⏎")
        #expect(player.names() == ["[api.1]", "api.2"])
        player.press("/⌫⌫⎋")
        #expect(player.names().count == 4)
        player.press("/nobody⏎")
        #expect(player.see(80, 24).contains("nothing here is called that: Esc shows all"))
        player.press("⎋")
        #expect(player.names().count == 4)
    }

    @Test("a filter takes letters that are commands elsewhere")
    func filterLetters() {
        var player = Player()
        player.press("3/q?")
        #expect(!player.top.isOver)
        #expect(player.top.view.filter == "q?")
    }

    @Test("paused, the moment stays; going on shows the latest, and the trend has no hole")
    func pause() {
        var player = Player()
        player.press("p")
        for step in 1...3 { player.update(step) }
        #expect(player.see(80, 24).contains("paused 09:00:00"))
        player.press("p")
        #expect(player.see(80, 24).contains(" 09:00:03"))
        #expect(player.top.shown?.history.updates == 4)
    }

    @Test("sorting goes through the columns that are shown; what is not known is last both ways")
    func sorting() {
        var player = Player(updates: 6)
        _ = player.see(120, 30)
        player.press("2s→→⏎") // by P50
        #expect(player.names() == ["[shop/web]", "shop/api", "shop/redis", "node-1: wrk", "node-1: weir"])
        player.press("S")
        #expect(player.names() == ["[shop/redis]", "shop/api", "shop/web", "node-1: wrk", "node-1: weir"])
    }

    @Test("before anything is known it says what it waits for, and keys do no harm")
    func nothingYet() {
        var top = Top()
        for key in [Key.down, .enter, .character("r"), .character("d"), .backspace, .end, .character("5")] { top.handle(key) }
        #expect(top.frame(ScreenSize(columns: 80, rows: 10))[3].text == "waiting for the first interval to end…")
        top.update(TopologyGraph(TopologyView()), TopStatus(source: "kernel 6.18, socket backend", clock: "09:00:00"))
        let frame = top.frame(ScreenSize(columns: 80, rows: 10)).map(\.text)
        #expect(frame[0] == "weir top · kernel 6.18, socket backend                                  09:00:00")
        #expect(frame[3] == "waiting for the first interval to end…")
    }
}
