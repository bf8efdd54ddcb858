import Events
import Testing

@testable import Traffic

/// Knows of one translation each way.
private final class Translator: AddressTranslating {
    let virtual = Endpoint(address: IPAddress(11, 0, 0, 1), port: 80)
    let behind = Endpoint(address: .server, port: 8080)
    private(set) var asked = 0

    func destination(client: Endpoint, dialled: Endpoint, transport: ConnectionEvent.Transport) -> Endpoint? {
        asked += 1
        return dialled == behind ? Endpoint(address: IPAddress(10, 9, 9, 9), port: 9000) : nil
    }

    func origin(server: Endpoint, client: Endpoint, transport: ConnectionEvent.Transport) -> Endpoint? {
        asked += 1
        return client.address == .client ? Endpoint(address: IPAddress(172, 17, 0, 5), port: client.port) : nil
    }
}

@Suite struct TranslationTests {
    @Test("a client's flow leads to whom its address was translated to, and says what was dialled")
    func destination() throws {
        let scene = Scene()
        let translator = Translator()
        scene.tracker.translations = translator
        for number in 1...3 {
            let talk = Conversation(scene, seenBy: .client, number: number)
            talk.opens(at: Double(number))
            talk.asks(10, at: Double(number) + 2)
            talk.answers(20, at: Double(number) + 3)
        }
        scene.tracker.finish()
        let flow = try #require(scene.tracker.report().first)
        #expect(flow.key.server == .address(IPAddress(10, 9, 9, 9)))
        #expect(flow.key.service == 9000)
        #expect(flow.server == Endpoint(address: IPAddress(10, 9, 9, 9), port: 9000))
        #expect(flow.dialled == translator.behind)
        #expect(flow.counters.requests == 3)
        #expect(translator.asked == 3) // once for each connection
    }

    @Test("a server's flow comes from the client before its address was translated")
    func origin() throws {
        let scene = Scene()
        scene.tracker.translations = Translator()
        let talk = Conversation(scene, seenBy: .server)
        talk.opens(at: 1)
        talk.asks(10, at: 2)
        talk.answers(20, at: 3)
        scene.tracker.finish()
        let flow = try #require(scene.tracker.report().first)
        #expect(flow.key.client == .address(IPAddress(172, 17, 0, 5)))
        #expect(flow.key.service == 8080)
        #expect(flow.dialled == nil)
    }

    @Test("of a connection with both ends here nobody else is asked")
    func bothHere() throws {
        let scene = Scene()
        let translator = Translator()
        scene.tracker.translations = translator
        let talk = Conversation(scene)
        talk.opens(at: 1)
        talk.asks(10, at: 2)
        talk.answers(20, at: 3)
        scene.tracker.finish()
        #expect(scene.tracker.report().count == 1)
        #expect(translator.asked == 0)
    }
}

@Suite struct DialledTests {
    @Test("behind a published port both ends tell one flow: where it got, whom it came from, and what was dialled", arguments: [true, false])
    func published(serverFirst: Bool) throws {
        let scene = Scene()
        let talk = Conversation(scene)
        let dialled = Endpoint(address: IPAddress(192, 0, 2, 1), port: 18_080)
        talk.client.state.remote = dialled
        talk.server.state.remote = Endpoint(address: IPAddress(172, 17, 0, 1), port: 50_000) // masqueraded
        if serverFirst {
            talk.server.opens(at: 1)
            talk.client.opens(at: 2, started: 1)
        } else {
            talk.opens(at: 1)
        }
        talk.asks(10, at: 3)
        talk.answers(20, at: 4)
        talk.closes(at: 5)
        scene.tracker.finish()
        let flows = scene.tracker.report()
        try #require(flows.count == 1)
        #expect(flows[0].dialled == dialled)
        #expect(flows[0].server == Endpoint(address: .server, port: 8080))
        #expect(flows[0].client == .client)
    }
}
