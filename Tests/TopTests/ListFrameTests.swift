import Testing

/// Lists as they look: text alone, without the empty lines above the last.
@Suite struct ListFrameTests {
    @Test("at 80 columns a flow has its rates and times, and programs give way to who they work for")
    func narrowFlows() {
        var player = Player()
        #expect(player.see(80, 24) == """
            weir top · 2 hosts · demo · 4 containers, 3 apps                        09:00:00
            1 Flows  2 Apps  3 Containers  4 Hosts  5 Processes           lost 0 · partial 1
            Flows                                                                     1 of 7
            CLIENT → SERVER                     PROTO   ▼REQ/S   ERR     P50     P99  RECV/S
            shop/api@node-1 → shop/redis :6379  redis     4.5k     0   42 µs  205 µs  4.1 MB
            shop/api@node-2 → shop/redis :6379  redis     4.5k     0   42 µs  205 µs  4.1 MB
            node-1: wrk → shop/web (nginx) :80  http      4.0k     0  419 µs  2.1 ms  3.6 MB
            shop/web → shop/api@node-1 :8080    http      2.0k    12  288 µs  1.4 ms  1.8 MB
            shop/web → shop/api@node-2 :8080    http      2.0k     0  288 µs  1.4 ms  1.8 MB
            shop/api@node-1 → 10.0.7.12? :8443  tls        105     0  3.1 ms   16 ms   95 kB
            node-1: weir → 10.0.7.12 :53        udp        0.5     0  903 µs  4.5 ms   450 B
            Enter details   / filter   s sort   ? help   q quit   p pause   r requests
            """)
    }

    @Test("at 120 columns a flow has queue, both directions and a trend too")
    func wideFlows() {
        var player = Player(updates: 6)
        #expect(player.see(120, 30) == """
            weir top · 2 hosts · demo · 4 containers, 3 apps                                                                09:00:05
            1 Flows  2 Apps  3 Containers  4 Hosts  5 Processes      lost 0 · partial 1 · 48.6k events/s · own cost 0.9 % cpu, 31 MB
            Flows                                                                                                             1 of 7
            CLIENT → SERVER                           PROTO   ▼REQ/S   ERR     P50     P99   QUEUE  SENT/S  RECV/S  CONN  TREND
            node-1: wrk → shop/web (nginx) :80        http      6.3k     0  419 µs  2.1 ms    9 µs  750 kB  5.6 MB     8      ▆▆▇▇██
            shop/api@node-1 → shop/redis :6379        redis     4.5k     0   42 µs  205 µs    9 µs  540 kB  4.1 MB     8      ██████
            shop/api@node-2 → shop/redis :6379        redis     4.5k     0   42 µs  205 µs    9 µs  540 kB  4.1 MB     8      ██████
            shop/web → shop/api@node-1 :8080          http      2.0k    12  288 µs  1.4 ms    9 µs  240 kB  1.8 MB     8      ██████
            shop/web → shop/api@node-2 :8080          http      2.0k     0  288 µs  1.4 ms    9 µs  240 kB  1.8 MB     8      ▇▇███▇
            shop/api@node-1 (api) → 10.0.7.12? :8443  tls        105     0  3.1 ms   16 ms       –   13 kB   95 kB     8      ██████
            node-1: weir → 10.0.7.12 :53              udp        0.5     0  903 µs  4.5 ms    9 µs    60 B   450 B     8      ██████
            Enter details   / filter   s sort   ? help   q quit   p pause   r requests   g group   h system
            """)
    }

    @Test("an app has what its containers use together, and what belongs to no app is shown as well")
    func apps() {
        var player = Player(updates: 6)
        player.press("2")
        #expect(player.see(120, 30) == """
            weir top · 2 hosts · demo · 4 containers, 3 apps                                                                09:00:05
            1 Flows  2 Apps  3 Containers  4 Hosts  5 Processes      lost 0 · partial 1 · 48.6k events/s · own cost 0.9 % cpu, 31 MB
            Apps                                                                                                              1 of 5
            NAME                          KIND       ▼REQ/S   ERR     P50     P99  CALLS/S        CPU       MEMORY  CONN  TREND
            shop/redis                    marathon     9.0k     0   42 µs  205 µs        –  0.31  62%   90 MB  18%    16      ██████
            shop/web                      marathon     6.3k     0  419 µs  2.1 ms     4.0k  0.31  62%  210 MB  41%    24      ▆▆▇▇██
            shop/api                      marathon     4.0k    12  288 µs  1.4 ms     9.1k  0.62  62%  830 MB  81%    40      ██████
            node-1: wrk                   process         –     –       –       –     6.3k          –            –     8      ▆▆▇▇██
            node-1: weir                  process         –     –       –       –      0.5          –            –     8      ██████
            Enter parts   f flows   / filter   s sort   ? help   q quit   p pause   r requests   d details   h system
            """)
    }

    @Test("a filter is told where it is typed")
    func filter() {
        var player = Player()
        player.press("/redis")
        #expect(player.see(80, 24) == """
            weir top · 2 hosts · demo · 4 containers, 3 apps                        09:00:00
            1 Flows  2 Apps  3 Containers  4 Hosts  5 Processes           lost 0 · partial 1
            Flows                                                                     1 of 2
            CLIENT → SERVER                     PROTO   ▼REQ/S   ERR     P50     P99  RECV/S
            shop/api@node-1 → shop/redis :6379  redis     4.5k     0   42 µs  205 µs  4.1 MB
            shop/api@node-2 → shop/redis :6379  redis     4.5k     0   42 µs  205 µs  4.1 MB
            /redis▏                                           Enter keeps it   Esc shows all
            """)
    }
}
