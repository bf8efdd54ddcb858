import Testing

/// Details as they look: text alone, without the empty lines above the last.
@Suite struct DetailsFrameTests {
    @Test("a flow seen from both ends is split into network, queue and server; what does not fit is counted")
    func wholeFlow() {
        var player = Player()
        player.press("↓↓⏎")
        #expect(player.see(80, 24) == """
            weir top · 2 hosts · demo · 4 containers, 3 apps                        09:00:00
            1 Flows  2 Apps  3 Containers  4 Hosts  5 Processes           lost 0 · partial 1
            Flows › node-1: wrk → shop/web (nginx) :80                              7 more ↓
            http · tcp · seen from both ends

                             MEAN      P50      P90      P99      MAX    COUNT
            request        577 µs   419 µs   424 µs   2.1 ms   2.1 ms      100
            first byte     518 µs   369 µs   373 µs   1.9 ms   1.9 ms      100
            connect             –        –        –        –        –        –
            queue            9 µs     9 µs     9 µs     9 µs     9 µs      100
            server         461 µs   337 µs   339 µs   1.6 ms   1.6 ms      100
            network        107 µs        –        –        –        –      100

            client 577 µs = network 107 µs + queue 9 µs + server 461 µs

            requests          4.0k/s, 0 errors, 0 unanswered
            bytes             sent 480 kB/s, received 3.6 MB/s
            connections       8 open, 3 opened, 0 closed, 0 failed
            transport         0 retransmits, 0 resets

            client            node-1: wrk
            id                process:node-1/user.slice/wrk
            host              node-1
            ⌫ up   ? help   q quit   ↑↓ scroll   r requests   p pause
            """)
    }

    @Test("of a flow seen from one end the other half is unknown, not zero; both ends stand side by side")
    func halfFlow() {
        var player = Player(updates: 6)
        player.press("2↓↓⏎⏎⏎↓↓⏎")
        #expect(player.see(120, 30) == """
            weir top · 2 hosts · demo · 4 containers, 3 apps                                                                09:00:05
            1 Flows  2 Apps  3 Containers  4 Hosts  5 Processes      lost 0 · partial 1 · 48.6k events/s · own cost 0.9 % cpu, 31 MB
            Apps › shop/api › api.1 › shop/api@node-1 (api) › shop/api@node-1 (api) → 10.0.7.12 :8443
            tls · tcp · seen from the client alone · some connections older than the capture · records lost, times are a part

                             MEAN      P50      P90      P99      MAX    COUNT
            request        4.3 ms   3.1 ms   3.1 ms    16 ms    16 ms      100
            first byte     3.9 ms   2.8 ms   2.8 ms    14 ms    14 ms      100
            connect             –        –        –        –        –        –
            queue               –        –        –        –        –        –
            server              –        –        –        –        –        –
            network             –        –        –        –        –        –

            requests          105/s, 0 errors, 0 unanswered
            bytes             sent 13 kB/s, received 95 kB/s
            connections       8 open, 3 opened, 0 closed, 0 failed
            transport         0 retransmits, 0 resets

            client            shop/api@node-1 (api)                     server            10.0.7.12
            id                process:node-1/api.1/api                  id                external:10.0.7.12
            host              node-1
            part of           container api.1, app shop/api
            process.name      api
            known from        kernel
            ⌫ up   ? help   q quit   ↑↓ scroll   r requests   p pause
            """)
    }
}
