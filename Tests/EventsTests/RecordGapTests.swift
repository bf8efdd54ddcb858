import CEvents
import Events
import Testing

/// A jump of a processor's numbers is a gap, with its place; the order of neighbours is not.
@Suite struct RecordGapTests {
    private func note(_ gaps: inout RecordGaps, _ processor: UInt16, _ number: UInt32, at time: UInt64) {
        let header = weir_header(time: time, sequence: number, kind: UInt16(WEIR_OPEN), cpu: processor)
        withUnsafeBytes(of: header) { gaps.note($0) }
    }

    private let late = MonotonicTime(nanoseconds: 10_000_000_000)

    @Test func numbersInARowHaveNoGap() {
        var gaps = RecordGaps()
        for number in 0..<100 as Range<UInt32> {
            note(&gaps, 0, number, at: UInt64(number) + 1)
            note(&gaps, 3, number, at: UInt64(number) + 1)
        }
        #expect(gaps.take(at: late).isEmpty)
    }

    @Test func aJumpIsAGapWithItsPlaceAndIsToldOnce() {
        var gaps = RecordGaps()
        note(&gaps, 2, 0, at: 100)
        note(&gaps, 2, 1, at: 200)
        note(&gaps, 2, 9, at: 300)
        let expected = RecordGap(
            processor: 2, records: 7, after: MonotonicTime(nanoseconds: 200), before: MonotonicTime(nanoseconds: 300))
        #expect(gaps.take(at: late) == [expected])
        #expect(gaps.take(at: late).isEmpty)
    }

    @Test func theFirstRecordsCanBeMissingToo() {
        var gaps = RecordGaps()
        note(&gaps, 0, 5, at: 100)
        #expect(gaps.take(at: late) == [RecordGap(processor: 0, records: 5, after: nil, before: MonotonicTime(nanoseconds: 100))])
    }

    @Test func whatIsMissingAtTheEndIsAGapThatEndsThere() {
        var gaps = RecordGaps()
        note(&gaps, 0, 0, at: 100)
        note(&gaps, 1, 0, at: 110)
        note(&gaps, 1, 2, at: 130)
        note(&gaps, 1, 1, at: 120)
        gaps.end(attempts: [4, 3, 0, 2], at: late)
        let end = MonotonicTime(nanoseconds: .max)
        #expect(gaps.take(at: end) == [
            RecordGap(processor: 0, records: 3, after: MonotonicTime(nanoseconds: 100), before: late),
            RecordGap(processor: 3, records: 2, after: nil, before: late),
        ])
        gaps.end(attempts: [4, 3, 0, 2], at: late)
        #expect(gaps.take(at: end).isEmpty)
    }

    @Test func neighboursInTheWrongOrderAreNoGap() {
        var gaps = RecordGaps()
        for number in [0, 1, 3, 2, 4, 7, 5, 6, 8] as [UInt32] { note(&gaps, 1, number, at: 100 + UInt64(number)) }
        #expect(gaps.take(at: late).isEmpty)
    }

    @Test func aGapThatIsYoungWaitsForItsRecords() {
        var gaps = RecordGaps()
        note(&gaps, 0, 0, at: 1000)
        note(&gaps, 0, 2, at: 2000)
        #expect(gaps.take(at: MonotonicTime(nanoseconds: 3000)).isEmpty)
        note(&gaps, 0, 1, at: 1500)
        note(&gaps, 0, 3, at: 4000)
        #expect(gaps.take(at: late).isEmpty)
    }

    @Test func numbersBeginAnewAfterTheLargest() {
        var gaps = RecordGaps()
        note(&gaps, 0, .max - 1, at: 1)
        _ = gaps.take(at: late)
        for number in [.max, 0, 1] as [UInt32] { note(&gaps, 0, number, at: 5) }
        #expect(gaps.take(at: late).isEmpty)
    }

    @Test func recordsThatCameByAnotherWayThanARingHaveNoNumber() {
        var gaps = RecordGaps()
        note(&gaps, UInt16(WEIR_NO_CPU), 77, at: 1)
        #expect(gaps.take(at: late).isEmpty)
    }

    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    func gapsAddUpToWhatIsMissing(seed: UInt64) {
        var random = SeededBytes(seed: seed)
        var gaps = RecordGaps()
        var missing: [UInt16: UInt64] = [:]
        for number in 0..<500 as Range<UInt32> {
            let choice = random.bytes(1)[0]
            for cpu in 0..<4 as Range<UInt16> {
                if number < 499, (choice >> (cpu * 2)) & 3 == 0 {
                    missing[cpu, default: 0] += 1
                } else {
                    note(&gaps, cpu, number, at: UInt64(number) + 1)
                }
            }
        }
        var found: [UInt16: UInt64] = [:]
        for gap in gaps.take(at: late) { found[gap.processor, default: 0] += gap.records }
        #expect(found == missing)
    }
}
