import Events
import Testing
import Traffic

/// A lost record costs the time of the request it belonged to, and is told.
@Suite struct FaultsGapTests {
    private func lossy(_ seed: UInt64) -> (scene: FaultScene, stream: FaultyStream) {
        var scene = FaultScene(FaultRandom(seed: seed), talks: 12)
        let faults = Faults(lost: scene.random.milliseconds(0...0.4), late: scene.random.milliseconds(0...0.1), truncated: 0.02)
        let stream = faults.meet(scene.scene.held, &scene.random)
        return (scene, stream)
    }

    @Test func noRequestSpansALostRecord() {
        var told = 0
        for seed in FaultsSumTests.seeds {
            let (scene, stream) = lossy(seed)
            var run = FaultRun(stream)
            run.finish()
            for request in run.scene.requests where request.key.transport == .tcp {
                told += 1
                let start = MonotonicTime(nanoseconds: request.end.nanoseconds - request.requestTime)
                let cookie = scene.teller(of: request).state.cookie
                let inside = (stream.lost + stream.truncated).filter {
                    $0.event.cookie == cookie && start < $0.event.time && $0.event.time <= request.end
                }
                #expect(inside.isEmpty, "seed \(seed): \(request) spans \(inside)")
            }
        }
        #expect(told > 3_000, "too few requests to mean anything: \(told)")
    }

    @Test func flowThatLostARecordIsPartialAndNoOtherIs() {
        for seed in FaultsSumTests.seeds {
            let (scene, stream) = lossy(seed)
            var run = FaultRun(stream)
            run.finish()
            let touched = stream.touched
            for talk in scene.talks where talk.port != 0 {
                let isMissed = talk.cookies.contains { scene.isMissed($0, stream) }
                if isMissed { #expect(run.partialServices.contains(UInt32(talk.port)), "seed \(seed), port \(talk.port)") }
                guard talk.cookies.isDisjoint(with: touched) else { continue }
                #expect(!run.partialServices.contains(UInt32(talk.port)), "seed \(seed), port \(talk.port)")
            }
        }
    }
}

extension FaultyStream {
    /// Sockets with a record to which something happened.
    fileprivate var touched: Set<UInt64> { Set((lost + late + duplicated + truncated).map(\.event.cookie)) }
}

extension FaultScene.Talk {
    fileprivate var cookies: Set<UInt64> { Set([client, server].compactMap { $0?.state.cookie }) }
}

extension FaultScene {
    /// The end at which a request was timed. Its number is in the client's port.
    fileprivate func teller(of request: Request) -> Socket {
        let talk = talks[Int(request.client.port) - 40_001]
        return request.observed == .server ? talk.server! : talk.client!
    }

    /// Whether the tracker can know that a record of this socket is missing: the first that it heard of comes before it, another behind.
    fileprivate func isMissed(_ cookie: UInt64, _ stream: FaultyStream) -> Bool {
        let missing = Set((stream.lost + stream.truncated).filter { $0.event.cookie == cookie }.map(\.event.sequence))
        let heard = stream.arrivals.filter { $0.cookie == cookie && !missing.contains($0.sequence) }.map(\.sequence)
        guard let first = heard.first, let last = heard.max() else { return false }
        return missing.contains { first < $0 && $0 < last }
    }
}
