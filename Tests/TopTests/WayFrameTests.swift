import Testing

/// The way down as it looks: text alone, without the empty lines above the last.
@Suite struct WayFrameTests {
    @Test("an app leads to its containers")
    func containersOfApp() {
        var player = Player(updates: 6)
        player.press("2↓↓⏎")
        #expect(player.see(80, 24) == """
            weir top · 2 hosts · demo · 4 containers, 3 apps                        09:00:05
            1 Flows  2 Apps  3 Containers  4 Hosts  5 Processes           lost 0 · partial 1
            Apps › shop/api                                                           1 of 2
            NAME                  ▼REQ/S   ERR     P50     P99        CPU       MEMORY  CONN
            api.1                   2.0k    12  288 µs  1.4 ms  0.31  62%  480 MB  94%    24
            api.2                   2.0k     0  288 µs  1.4 ms  0.31  62%  350 MB  68%    16
            ⌫ up   Enter parts   f flows   / filter   s sort   ? help   q quit   p pause
            """)
    }

    @Test("a process on the way down leads to its flows")
    func flowsOfProcess() {
        var player = Player(updates: 6)
        player.press("2↓↓⏎⏎⏎")
        #expect(player.see(80, 24) == """
            weir top · 2 hosts · demo · 4 containers, 3 apps                        09:00:05
            1 Flows  2 Apps  3 Containers  4 Hosts  5 Processes           lost 0 · partial 1
            Apps › shop/api › api.1 › shop/api@node-1 (api)                           1 of 3
            CLIENT → SERVER                     PROTO   ▼REQ/S   ERR     P50     P99  RECV/S
            shop/api@node-1 → shop/redis :6379  redis     4.5k     0   42 µs  205 µs  4.1 MB
            shop/web → shop/api@node-1 :8080    http      2.0k    12  288 µs  1.4 ms  1.8 MB
            shop/api@node-1 → 10.0.7.12? :8443  tls        105     0  3.1 ms   16 ms   95 kB
            ⌫ up   Enter details   / filter   s sort   ? help   q quit   p pause
            """)
    }

    @Test("a host leads to its containers, and a pause is said in the title")
    func pausedHost() {
        var player = Player()
        player.press("4⏎p")
        #expect(player.see(80, 24) == """
            weir top · 2 hosts · demo · 4 containers, 3 apps                 paused 09:00:00
            1 Flows  2 Apps  3 Containers  4 Hosts  5 Processes           lost 0 · partial 1
            Hosts › node-2                                                            1 of 2
            NAME                  ▼REQ/S   ERR     P50     P99        CPU       MEMORY  CONN
            redis.1                 9.0k     0   42 µs  205 µs  0.31  62%   90 MB  18%    16
            api.2                   2.0k     0  288 µs  1.4 ms  0.31  62%  350 MB  68%    16
            ⌫ up   Enter parts   f flows   / filter   s sort   ? help   q quit   p go on
            """)
    }
}
