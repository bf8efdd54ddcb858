import Testing
@testable import Top

@Suite struct RequestsViewTests {
    private static let web: Set<String> = ["process:node-1/user.slice/wrk", "process:node-1/web.1/nginx", "container:web.1", "app:marathon/shop/web"]

    private static func request(_ number: Int, of nodes: Set<String> = web, port: UInt16 = 80) -> TopRequest {
        var request = TopRequest(
            clock: "09:00:01.\(100 + number)", nodes: nodes, port: port, title: "wrk → shop/web", what: "GET /\(number)", status: "200")
        request.requestTime = 412_000
        return request
    }

    @Test("requests are wanted of what was selected, as long as they are looked at")
    func wanted() {
        var player = Player(updates: 6)
        #expect(player.top.wanted == nil)
        player.press("2↓r")
        #expect(player.top.wanted == .node("app:marathon/shop/web"))
        player.press("⌫")
        #expect(player.top.wanted == nil)
    }

    @Test("only those of the selection are shown, the newest last")
    func onlyTheirs() {
        var player = Player(updates: 6)
        player.press("2↓r")
        player.top.requests([
            Self.request(1), Self.request(2, of: ["process:node-2/redis.1/redis-server"], port: 6379), Self.request(3, of: ["app:other"]),
            Self.request(4),
        ])
        #expect(player.see(80, 24).split(separator: "\n").dropFirst(3) == [
            "ENDED         CLIENT → SERVER               REQUEST              STATUS     TIME",
            "09:00:01.101  wrk → shop/web                GET /1               200      412 µs",
            "09:00:01.104  wrk → shop/web                GET /4               200      412 µs",
            "⌫ up   ↑↓ scroll   p pause   ? help   q quit",
        ])
    }

    @Test("of a flow, those between its ends on its port, and those of nobody known")
    func ofFlow() {
        var player = Player()
        player.press("↓↓⏎r")
        player.top.requests([Self.request(1), Self.request(2, port: 81), Self.request(3, of: []), Self.request(4, of: ["app:other"])])
        let text = player.see(80, 24)
        #expect(text.contains("GET /1 ") && text.contains("GET /3 "))
        #expect(!text.contains("GET /2 ") && !text.contains("GET /4 "))
    }

    @Test("the list is bounded, and scrolls back as far as it goes")
    func bounded() {
        var player = Player(updates: 6)
        player.press("2↓r")
        for number in 0..<5000 { player.top.requests([Self.request(number)]) }
        #expect(player.top.requestLines.lines.count <= 2 * TopRequestLines.most)
        #expect(player.see(80, 10).contains("GET /4999 "))
        player.press("↑")
        let back = player.see(80, 10)
        #expect(!back.contains("GET /4999 ") && back.contains("GET /4998 "))
        player.press("↓↓↓")
        #expect(player.see(80, 10).contains("GET /4999 "))
    }

    @Test("a source without requests says so")
    func none() {
        var options = TopOptions()
        options.noRequests = "this capture holds no requests"
        var player = Player(options)
        player.press("r")
        #expect(player.see(80, 24).contains("this capture holds no requests"))
    }
}
