@testable import Metrics

extension Target {
    /// Counters that an earlier weir left, and what a receiver of metrics answers.
    static let saved = Target(
        name: "saved",
        texts: [
            "weir-metrics 1 client,server,port\n" + [1_764_165_213, 0, 1] .map(String.init).joined(separator: " ") + String(repeating: " 3", count: 62) + "\t/a\t/b\t80\n",
            "weir-metrics 1 client\n", "weir-metrics 1 client,nobody\n", "\u{0a}\u{06}\u{08}\u{05}\u{12}\u{02}no", "Sun, 06 Nov 1994 08:49:37 GMT", "120",
        ]
    ) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        if let saved = SavedMetrics(text) {
            promise(saved.entries.allSatisfy { $0.values.count == saved.labels.count }, "a label without a value")
            let again = SavedMetrics(saved.text)
            promise(again?.text == saved.text && again?.entries.count == saved.entries.count, "something else came back: \(saved.text)")
        }
        let answer = OTLPAnswer(Array(bytes))
        promise(answer.rejected <= UInt64(Int64.max) && answer.message.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "\(answer)")
        if let seconds = RetryAfter.seconds(text, now: 1_764_165_213) { promise(0...86_400 ~= seconds, "after \(seconds) s") }
    }
}
