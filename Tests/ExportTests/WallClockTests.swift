import Events
import Export
import Testing

@Suite struct WallClockTests {
    /// Seconds since 1970 and what a calendar says, among them leap days and the turn of a century that is none.
    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00.000000000Z"), (951_782_400, "2000-02-29T00:00:00.000000000Z"),
        (1_709_251_199, "2024-02-29T23:59:59.000000000Z"), (1_709_251_200, "2024-03-01T00:00:00.000000000Z"),
        (1_795_338_001, "2026-11-22T09:00:01.000000000Z"), (4_107_542_400, "2100-03-01T00:00:00.000000000Z"),
    ])
    func eventTimeBecomesTheTimeOfDay(seconds: Int64, text: String) {
        let clock = WallClock(offset: seconds * 1_000_000_000 - 5_000_000_000)
        #expect(clock.timestamp(MonotonicTime(nanoseconds: 5_000_000_000)) == text)
    }

    @Test func nanosecondsAreKept() {
        let clock = WallClock(offset: 1_795_338_001_000_000_000)
        let time = MonotonicTime(nanoseconds: 204_518_007)
        #expect(clock.timestamp(time) == "2026-11-22T09:00:01.204518007Z")
        #expect(clock.preciseClock(time) == "09:00:01.204518")
        #expect(clock.clock(time) == "09:00:01")
    }

    @Test(arguments: [Int64.min, -1, .max])
    func anAbsurdOffsetGivesSomeTimeAndNoCrash(offset: Int64) {
        _ = WallClock(offset: offset).timestamp(MonotonicTime(nanoseconds: .max))
        _ = WallClock(offset: offset).timestamp(MonotonicTime(nanoseconds: 0))
    }
}
