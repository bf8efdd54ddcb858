import Events
import Testing
import Traffic

/// What the kernel does not do: the same record twice, half a record. The tracker cannot tell a second copy from a late record, whose news
/// must count; so a copy counts again, by exactly what it tells, and does nothing else.
@Suite struct FaultsBrokenTests {
    private func run(_ faults: Faults, _ seed: UInt64, limits: FlowTracker.Limits = .init()) -> (FaultScene, FaultyStream, FaultRun) {
        var scene = FaultScene(FaultRandom(seed: seed), talks: 10)
        let stream = faults.meet(scene.scene.held, &scene.random)
        var run = FaultRun(stream, limits: limits)
        run.finish()
        return (scene, stream, run)
    }

    @Test func copiesAddTheirOwnNewsAndNothingElse() {
        for seed in FaultsSumTests.seeds {
            let (scene, stream, run) = run(Faults(lost: 0.1, late: 0.1, duplicated: 0.2), seed)
            var sums = run.sums
            sums -= scene.told(by: stream.duplicated, heard: run.heard)
            #expect(sums == scene.truth(heard: run.heard), "seed \(seed)")
        }
    }

    @Test func halfRecordsAreMalformedAndLackTheirOwnNewsAndNothingElse() {
        for seed in FaultsSumTests.seeds {
            let (scene, stream, run) = run(Faults(lost: 0.1, late: 0.1, truncated: 0.2), seed)
            #expect(run.malformed == stream.truncated.count, "seed \(seed)")
            var sums = run.sums
            sums += scene.told(by: stream.truncated, heard: run.heard)
            #expect(sums == scene.truth(heard: run.heard), "seed \(seed)")
        }
    }

    @Test func brokenRecordsMakeNoRequestsAndOpenNothing() {
        for seed in FaultsSumTests.seeds {
            let (scene, _, whole) = run(Faults(), seed)
            let (_, stream, broken) = run(Faults(late: 0.2, duplicated: 0.4), seed)
            #expect(broken.scene.requests.count <= whole.scene.requests.count, "seed \(seed)")
            #expect(broken.openConnections == scene.openConnections(heard: broken.heard), "seed \(seed), \(stream.duplicated.count) copies")
        }
    }

    @Test func tablesKeepTheirLimits() {
        var limits = FlowTracker.Limits()
        (limits.connections, limits.flows) = (6, 3)
        for seed in FaultsSumTests.seeds {
            let (_, _, run) = run(Faults(lost: 0.2, late: 0.2, duplicated: 0.3, truncated: 0.1), seed, limits: limits)
            #expect(run.mostConnections <= limits.connections, "seed \(seed)")
            #expect(run.mostFlows <= limits.flows + 1, "seed \(seed)") // and that of all others
        }
    }
}
