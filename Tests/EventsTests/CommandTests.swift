import Events
import Testing

@Suite struct CommandTests {
    @Test(arguments: ["", "a", "nginx", "12345678", "123456789", "fifteen-letters", "日本語", "with space", "a\nb"])
    func nameComesBackAsItWas(name: String) {
        #expect(Command(name).description == name)
    }

    @Test func nameEndsAfterFifteenBytes() {
        #expect(Command("sixteen-letters!").description == "sixteen-letters")
        #expect(Command("a very long name of a process").description == "a very long nam")
    }

    @Test func bytesThatAreNoTextAreShownAsSuch() {
        #expect(Command(high: 0xff61, low: 0).description == "a\u{fffd}")
        #expect(Command("aaaaaaaaaaaaaaé").description == "aaaaaaaaaaaaaa\u{fffd}")
    }

    @Test func bytesAfterTheEndAreNotPartOfTheName() {
        #expect(Command(high: 0x6100_6261, low: 0x61).description == "ab")
    }

    @Test func timeDifferenceIsNeverNegative() {
        let earlier = MonotonicTime(nanoseconds: 5)
        let later = MonotonicTime(nanoseconds: 9)
        #expect(later.nanoseconds(since: earlier) == 4)
        #expect(earlier.nanoseconds(since: later) == 0)
        #expect(earlier < later)
        #expect(MonotonicTime?(wire: 0) == nil)
        #expect(MonotonicTime?(wire: 7) == MonotonicTime(nanoseconds: 7))
    }
}
