import Events

@testable import Metrics
@testable import Traffic

/// Metrics with something of everything.
enum Example {
    static var capture: CaptureFacts {
        var capture = CaptureFacts()
        (capture.version, capture.kernel, capture.backend, capture.detail, capture.events) = ("0.1.0", "6.18", "socket", "full", 12345)
        capture.counters = CaptureCounters(lostRingFull: 7, lostEnds: 1, lostStorageFull: 2)
        capture.own = OwnUse.measured()
        return capture
    }

    static let resources = [
        MeasuredThing(
            level: .container, labels: [("container", "web-1"), ("app", "/shop/web"), ("image", "shop:1")],
            values: [(.memoryBytes, 1_048_576), (.cpuCores, 0.125), (.oomKills, 2), (.restarts, 0), (.ioReadBytesPerSecond, 1e6)]),
        MeasuredThing(level: .host, labels: [("host", "node-1")], values: NodeMetric.allCases.map { ($0, 0.25) }),
        MeasuredThing(level: .process, labels: [("process", "nginx"), ("app", "/shop/web")], values: [(.threads, 5)]),
    ]

    static var world: World {
        var world = World()
        world.app(2, "/shop/web", container: "web-1")
        world.app(3, "/shop/db")
        return world
    }

    static func reports() -> [FlowReport] {
        [
            World.report(World.here(2), World.here(3), port: 5432, guess: .redis, active: 3) { counters, times in
                (counters.requests, counters.errors, counters.sent, counters.received, counters.opened) = (42, 2, 1000, 200_000, 5)
                times.requests([90_000, 2_000_000, 2_000_000, 400_000_000])
                times.served([80_000, 1_500_000, 1_500_000, 390_000_000])
                times.queued([5000, 20_000])
                times.connected([40_000])
            },
            World.report(World.away(1), World.here(2), port: 80, active: 1, observed: .server) { counters, times in
                (counters.requests, counters.sent, counters.received) = (7, 700, 7000)
                times.requests([1_000_000, 60_000_000_000])
            },
            World.report(World.here(3), World.away(2), port: 53, transport: .udp, guess: nil, observed: .client) { counters, _ in
                counters.sent = 99
            },
        ]
    }

    static func metrics() -> FlowMetrics {
        let metrics = FlowMetrics(start: World.epoch)
        metrics.record(
            MetricsTick(
                time: MonotonicTime(nanoseconds: 2_000_000_000), reports: reports(), capture: capture, resources: resources,
                hostAddresses: [World.address(9), IPAddress(127, 0, 0, 1)]),
            world.naming)
        return metrics
    }
}
