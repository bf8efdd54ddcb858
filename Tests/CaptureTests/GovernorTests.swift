import Capture
import Testing

@Suite struct GovernorTests {
    private let limit = Governor.Limits(processorShare: 0.05)

    /// The steps that so many seconds of the same lead to.
    private func steps(_ governor: inout Governor, share: Double, memory: UInt64 = 0, seconds: Int) -> [Detail] {
        (0..<seconds).compactMap { _ in governor.judge(processorShare: share, memory: memory)?.detail }
    }

    @Test func withoutLimitsEverythingIsTold() {
        var governor = Governor(Governor.Limits())
        #expect(steps(&governor, share: 4, memory: 1 << 40, seconds: 100).isEmpty)
        #expect(governor.detail == .full)
    }

    @Test func oneSecondOverTheLimitIsNoHabit() {
        var governor = Governor(limit)
        for _ in 0..<20 {
            #expect(governor.judge(processorShare: 0.06, memory: 0) == nil)
            #expect(governor.judge(processorShare: 0.04, memory: 0) == nil)
        }
        #expect(governor.detail == .full)
    }

    @Test func stepsDownComeInTheirOrderAndSayWhy() {
        var governor = Governor(limit)
        #expect(steps(&governor, share: 0.06, seconds: 20) == [.noPayload, .noMessages, .totals])
        var fresh = Governor(limit)
        _ = fresh.judge(processorShare: 0.06, memory: 0)
        #expect(fresh.judge(processorShare: 0.06, memory: 0)?.cause == .processor(share: 0.06, limit: 0.05))
    }

    @Test func farOverTheLimitNothingWaits() {
        var governor = Governor(limit)
        #expect(steps(&governor, share: 0.5, seconds: 3) == [.noPayload, .noMessages, .totals])
    }

    @Test func itComesBackStepByStepWhenThereIsRoom() {
        var governor = Governor(limit)
        _ = steps(&governor, share: 0.5, seconds: 3)
        #expect(steps(&governor, share: 0.01, seconds: 9).isEmpty, "ten quiet seconds a step")
        #expect(steps(&governor, share: 0.01, seconds: 21) == [.noMessages, .noPayload, .full])
        #expect(steps(&governor, share: 0.01, seconds: 100).isEmpty)
    }

    @Test func justBelowTheLimitIsNoRoom() {
        var governor = Governor(limit)
        _ = steps(&governor, share: 0.5, seconds: 1)
        #expect(steps(&governor, share: 0.045, seconds: 500).isEmpty)
    }

    /// A load that is over the limit at one step and under it at the next must not make it go up and down all the time.
    @Test func aStepUpThatWasTooEarlyIsTakenMoreSlowlyTheNextTime() {
        var governor = Governor(limit)
        var changes: [Int] = []
        for second in 0..<1000 {
            let share = governor.detail == .full ? 0.08 : 0.02
            if governor.judge(processorShare: share, memory: 0) != nil { changes.append(second) }
        }
        let gaps = zip(changes.dropFirst(), changes).map { $0.0 - $0.1 }
        #expect(changes.count < 20)
        #expect(gaps.max()! >= 200)
    }

    @Test func memoryHasALimitToo() {
        var governor = Governor(Governor.Limits(memory: 100 << 20))
        #expect(steps(&governor, share: 1, memory: 100 << 20, seconds: 50).isEmpty)
        #expect(steps(&governor, share: 1, memory: 101 << 20, seconds: 4) == [.noPayload, .noMessages])
        #expect(steps(&governor, share: 1, memory: 90 << 20, seconds: 10) == [.noPayload])
    }
}
