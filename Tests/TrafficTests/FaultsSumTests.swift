import Events
import Testing
import Traffic

/// Whatever is lost, overtaken or late: bytes, requests and connections are those that the sockets counted.
@Suite struct FaultsSumTests {
    static let seeds: ClosedRange<UInt64> = 1...300

    @Test func sumsHoldWhateverIsLostOvertakenOrLate() {
        var (lost, late, lastWords) = (0, 0, 0)
        for seed in Self.seeds {
            var scene = FaultScene(FaultRandom(seed: seed), talks: 12)
            let faults = Faults(lost: scene.random.milliseconds(0...0.5), late: scene.random.milliseconds(0...0.5))
            let stream = faults.meet(scene.scene.held, &scene.random)
            var run = FaultRun(stream)
            run.finish()
            #expect(run.sums == scene.truth(heard: run.heard), "seed \(seed), \(faults)")
            #expect(run.malformed == 0, "seed \(seed), \(faults)")
            lost += stream.lost.count
            late += stream.late.count
            lastWords += stream.late.count { $0.event.flags.contains(.deferred) }
        }
        #expect(lost > 5_000 && late > 5_000 && lastWords > 100, "the faults are too few to mean anything: \(lost), \(late), \(lastWords)")
    }

    /// An end that is dropped and met again counts what it hears since; so where one end is here, a full table costs nothing.
    @Test func sumsOfOneEndHoldThoughTheTableIsFull() {
        var limits = FlowTracker.Limits()
        limits.connections = 4
        for seed in Self.seeds {
            var scene = FaultScene(FaultRandom(seed: seed), talks: 10, ends: [.client, .server])
            let stream = Faults(lost: 0.2, late: 0.2).meet(scene.scene.held, &scene.random)
            var run = FaultRun(stream, limits: limits)
            run.finish()
            #expect(run.sums == scene.truth(heard: run.heard), "seed \(seed)")
            #expect(run.mostConnections <= 4, "seed \(seed)")
        }
    }

    @Test func whatIsOverIsNoLongerOpen() {
        for seed in Self.seeds {
            var scene = FaultScene(FaultRandom(seed: seed), talks: 12)
            let stream = Faults(lost: 0.3, late: 0.3).meet(scene.scene.held, &scene.random)
            let run = FaultRun(stream)
            #expect(run.openConnections == scene.openConnections(heard: run.heard), "seed \(seed)")
        }
    }

    @Test func eventsSurviveTheWayOverTheWire() {
        for seed in Self.seeds.prefix(40) {
            for record in FaultScene(FaultRandom(seed: seed), talks: 2).scene.held {
                #expect(Record(wire: record.wire).map { "\($0)" } == "\(record)", "seed \(seed)")
            }
        }
    }
}
