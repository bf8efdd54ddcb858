@testable import Recording
import Testing

@Suite struct ScapErrorTests {
    @Test(arguments: [
        (.notACapture, "not a capture: no section header at byte 28"),
        (.byteSwapped, "the capture was written on a big-endian machine (section at byte 28)"),
        (.tooNew(major: 2), "the capture has format version 2, newer than 1 (section at byte 28)"),
        (.damaged("its two lengths differ"), "the capture is damaged at byte 28: its two lengths differ"),
        (.truncated, "the capture is cut off inside the block at byte 28"),
        (.gzip("bad code"), "the capture's gzip stream is damaged after 28 bytes of content: bad code"),
        (.unreadable(errno: 13), "the capture cannot be read at byte 28: Permission denied"),
    ] as [(ScapError.Problem, String)])
    func descriptionsSayWhatAndWhere(problem: ScapError.Problem, text: String) {
        #expect(ScapError(offset: 28, problem: problem).description == text)
    }
}
